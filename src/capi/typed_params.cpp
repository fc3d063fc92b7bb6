#include "capi/typed_params.hpp"

#include <array>
#include <cstring>

#include "base/utf8.hpp"
#include "capi/guard.hpp"
#include "capi/submit.hpp"
#include "catalog/catalog.hpp"
#include "conch/params.h"
#include "json/json.hpp"

namespace conch::capi {

namespace {

constexpr std::size_t kLargest = 256;
// More than any operation takes; a count beyond is no count.
constexpr std::size_t kMostFiles = 1000;

template <typename T>
T value_at(const unsigned char* bytes, std::size_t offset) {
    T value;
    std::memcpy(&value, bytes + offset, sizeof value);
    return value;
}

// As much of the host's struct as both sides know; false like read_struct().
bool copy_known(const TypedParams& params, std::array<unsigned char, kLargest>& to) {
    const auto* from = static_cast<const unsigned char*>(params.given);
    const auto size = value_at<std::uint32_t>(from, 0);
    if (size < sizeof size) return false;
    for (std::size_t i = params.type.size; i < size; ++i) {
        if (from[i] != 0) return false;
    }
    std::memcpy(to.data(), from, std::min<std::size_t>(size, params.type.size));
    return true;
}

class Reader {
  public:
    Reader() { params_.SetObject(); }

    Result<void> read(const Member& member, const unsigned char* bytes) {
        switch (member.as) {
            case Member::As::text:
                return text(member.name, value_at<const char*>(bytes, member.offset));
            case Member::As::file: {
                const char* file = value_at<const char*>(bytes, member.offset);
                return file == nullptr ? Result<void>{} : put_file(member.name, member.name, file);
            }
            case Member::As::whole: {
                const auto number = value_at<std::int32_t>(bytes, member.offset);
                if (number != 0) json::set(params_, params_, member.name, static_cast<std::int64_t>(number));
                return {};
            }
            case Member::As::number: {
                const auto number = value_at<double>(bytes, member.offset);
                if (number != number || number - number != 0) return bad_option(member.name, "is no number");
                if (number != 0) json::set(params_, params_, member.name, json::Value(number));
                return {};
            }
            case Member::As::choice:
            case Member::As::choice_of_kind:
                return choice(member, value_at<std::int32_t>(bytes, member.offset));
            case Member::As::paths:
            case Member::As::numbered_files:
                return files(member, value_at<const char* const*>(bytes, member.offset),
                             value_at<std::size_t>(bytes, member.count_offset));
            case Member::As::extra:
                return extra(value_at<const char*>(bytes, member.offset));
            case Member::As::reserved:
                if (value_at<std::uint32_t>(bytes, member.offset) == 0) return {};
                return bad_option(member.name, "leave it 0");
        }
        return {};
    }

    [[nodiscard]] bool other_kind() const { return other_kind_; }
    [[nodiscard]] std::string json() const { return json::to_string(params_); }

  private:
    Result<void> text(std::string_view name, const char* given) {
        if (given == nullptr) return {};
        if (auto legal = utf8(name, given); !legal) return legal;
        json::set(params_, params_, name, std::string_view(given));
        return {};
    }

    static Result<void> utf8(std::string_view name, std::string_view given) {
        if (is_valid_utf8(given)) return {};
        return bad_option(name, "is not UTF-8");
    }

    // {"path": …}
    json::Value path(std::string_view given) {
        json::Value object(rapidjson::kObjectType);
        json::set(params_, object, "path", given);
        return object;
    }

    Result<void> put_file(std::string_view name, std::string_view field, std::string_view given) {
        if (auto legal = utf8(field, given); !legal) return legal;
        if (catalog::parse_id(given)) {
            json::set(params_, params_, name, given);
        } else {
            json::set(params_, params_, name, path(given));
        }
        return {};
    }

    Result<void> choice(const Member& member, std::int32_t given) {
        if (given < CONCH_CHOICE_DEFAULT || given > CONCH_CHOICE_NO) {
            return bad_option(member.name,
                              std::to_string(given) + "; allowed are CONCH_CHOICE_DEFAULT (0), _YES (1) and _NO (2)");
        }
        if (member.as == Member::As::choice_of_kind) {
            other_kind_ = given == CONCH_CHOICE_YES;
        } else if (given != CONCH_CHOICE_DEFAULT) {
            json::set(params_, params_, member.name, given == CONCH_CHOICE_YES);
        }
        return {};
    }

    Result<void> files(const Member& member, const char* const* given, std::size_t count) {
        if (count == 0) return {};
        if (given == nullptr) return bad_option(member.name, "is NULL although its count is not 0");
        if (count > kMostFiles) return bad_option(member.name, "are " + std::to_string(count) + "; allowed are 1000");
        json::Value list(rapidjson::kArrayType);
        for (std::size_t i = 0; i < count; ++i) {
            if (given[i] == nullptr) return bad_option(member.name, "entry " + std::to_string(i) + " is NULL");
            if (auto legal = utf8(member.name, given[i]); !legal) return legal;
            if (member.as == Member::As::paths) {
                list.PushBack(path(given[i]), params_.GetAllocator());
            } else if (auto put = put_file(std::string(member.name) + std::to_string(i + 1), member.name, given[i]);
                       !put) {
                return put;
            }
        }
        if (member.as == Member::As::paths) json::set(params_, params_, member.name, std::move(list));
        return {};
    }

    Result<void> extra(const char* given) {
        if (given == nullptr) return {};
        const auto more = json::parse(given);
        if (!more) return bad_option("extra", more.error().message);
        if (!more->IsObject()) return bad_option("extra", "is no JSON object");
        for (const auto& member : more->GetObject()) {
            json::Value copy(member.value, params_.GetAllocator());
            json::set(params_, params_, json::text_of(member.name), std::move(copy));
        }
        return {};
    }

    json::Document params_;
    bool other_kind_ = false;
};

}  // namespace

Result<TypedRequest> read_params(const TypedParams& params) {
    if (params.given == nullptr) return bad_option("params", "is NULL");
    alignas(std::max_align_t) std::array<unsigned char, kLargest> known{};
    if (!copy_known(params, known)) return bad_option("struct_size", "set it with the struct's init function");
    Reader reader;
    for (const Member& member : params.type.members) {
        if (auto read = reader.read(member, known.data()); !read) return fail(std::move(read.error()));
    }
    return TypedRequest{reader.other_kind() ? params.type.other_kind : params.type.kind, reader.json()};
}

conch_status to_json(const ParamsType& type, const void* params, char** json, conch_error** error) noexcept {
    clear_out(json);
    clear_out(error);
    return no_throw([&]() -> conch_status {
        if (json == nullptr) return CONCH_E_ARGUMENT;
        auto request = read_params({type, params});
        if (request) return give_text(json, request->json);
        give_error(error, std::move(request.error()));
        return CONCH_E_ARGUMENT;
    });
}

conch_status submit(conch_client* client, const ParamsType& type, const void* params, const conch_task_options* options,
                    conch_task* task, conch_error** error) noexcept {
    const TypedParams typed{type, params};
    Wish wish;
    wish.typed = &typed;
    return submit(client, wish, nullptr, options, task, error);
}

}  // namespace conch::capi
