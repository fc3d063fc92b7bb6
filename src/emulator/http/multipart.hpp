// multipart/form-data (RFC 7578), read piece by piece so that a file of any size needs little memory.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "emulator/http/form.hpp"

namespace conch::emulator {

class MultipartReader {
  public:
    MultipartReader(std::string_view boundary, std::filesystem::path scratch, Form& form);

    // False once the body is found to be wrong; error() says why.
    bool take(std::string_view piece);
    // After the last piece.
    bool finish();
    const std::string& error() const { return error_; }

  private:
    enum class Where { preamble, after_delimiter, headers, content, epilogue };

    bool step();
    bool wrong(std::string why);
    bool begin_part(std::string_view headers);
    bool content(std::string_view bytes);
    bool end_part();

    std::string delimiter_;  // CR LF -- boundary
    std::filesystem::path scratch_;
    Form& form_;
    Where where_ = Where::preamble;
    std::string buffer_ = "\r\n";  // the first delimiter may stand at the very beginning
    std::string error_;
    std::string name_;
    bool is_file_ = false;
    std::string value_;
    int parts_ = 0;
    std::size_t in_values_ = 0;
};

}  // namespace conch::emulator
