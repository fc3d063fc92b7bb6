// How --help looks: wrapped lines, and the options of the program repeated at every command, where one looks for them.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace conch::cli {

class HelpFormatter : public CLI::Formatter {
  public:
    HelpFormatter() { column_width(kNameColumns); }

    std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override;
    std::string make_option_name(const CLI::Option* option, bool is_positional) const override;
    std::string make_option_opts(const CLI::Option* option) const override;
    std::string make_option_desc(const CLI::Option* option) const override;

  private:
    static constexpr std::size_t kNameColumns = 30;
    static constexpr std::size_t kLineColumns = 110;
};

}  // namespace conch::cli
