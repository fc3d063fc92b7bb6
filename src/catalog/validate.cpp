#include "catalog/validate.hpp"

#include <algorithm>
#include <cmath>

#include "base/utf8.hpp"
#include "catalog/findings.hpp"
#include "catalog/lists.hpp"
#include "catalog/model_rules.hpp"

namespace conch::catalog {

namespace {

bool is_local_file(const json::Value& value) {
    return value.IsObject();
}

std::string lower_extension(std::string_view path) {
    const std::string_view name = path.substr(path.find_last_of("/\\") + 1);
    const std::size_t dot = name.rfind('.');
    std::string extension(dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1));
    for (char& c : extension)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return extension;
}

json::Value as_value(std::string_view text) {
    if (text.empty()) return json::Value("");
    return json::Value(rapidjson::GenericStringRef<char>(text.data(), static_cast<rapidjson::SizeType>(text.size())));
}

// "prompt", or "referenceFileId1 to referenceFileId14".
std::string numbered_names(const Parameter& parameter) {
    const std::string name(parameter.name);
    return parameter.numbered == 0 ? name : name + "1 to " + name + std::to_string(parameter.numbered);
}

// Checks the parameters one by one, each by what the catalog says about it alone.
class FieldChecks {
  public:
    FieldChecks(const Operation& operation, const json::Value& parameters, const ValidationOptions& options,
                Findings& findings)
        : operation_(operation), parameters_(parameters), options_(options), findings_(findings) {}

    void run() {
        check_duplicates();
        for (const Parameter& parameter : operation_.parameters) {
            if (parameter.required && json::member(parameters_, parameter.name) == nullptr) {
                findings_.add(parameter.name, "required", "is missing", wanted(parameter), "nothing");
            }
        }
        for (const auto& member : parameters_.GetObject()) {
            if (findings_.full()) return;
            const std::string_view name = json::text_of(member.name);
            if (const Parameter* parameter = find_parameter(operation_, name)) {
                check(*parameter, name, member.value);
            } else {
                check_unknown(name);
            }
        }
    }

  private:
    // Of two members with one name each reader may take another one, so the second could slip by unchecked.
    void check_duplicates() {
        std::vector<std::string_view> names;
        names.reserve(parameters_.MemberCount());
        for (const auto& member : parameters_.GetObject())
            names.push_back(json::text_of(member.name));
        std::sort(names.begin(), names.end());
        for (auto it = std::adjacent_find(names.begin(), names.end()); it != names.end() && !findings_.full();
             it = std::adjacent_find(std::upper_bound(it, names.end(), *it), names.end())) {
            findings_.add(first_code_points(*it, 80), "duplicate", "is given more than once", "once", "many times");
        }
    }

    void check_unknown(std::string_view name) {
        for (const Parameter& parameter : operation_.parameters) {
            if (number_of(parameter, name) == 0) continue;
            if (options_.unknown_fields && effective_model(operation_, parameters_) == nullptr) return;
            findings_.add(name, "count", "is one too many", numbered_names(parameter), shown(as_value(name)));
            return;
        }
        if (options_.unknown_fields) return;
        findings_.add(first_code_points(name, 80), "unknown", "is not a parameter of " + std::string(operation_.name),
                      parameter_names(), shown(as_value(name)));
    }

    std::string parameter_names() const {
        std::string names;
        for (const Parameter& parameter : operation_.parameters) {
            if (!names.empty()) names += ", ";
            names += numbered_names(parameter);
        }
        return names.empty() ? "no parameters" : names;
    }

    void check(const Parameter& parameter, std::string_view field, const json::Value& value) {
        switch (parameter.type) {
            case Type::kString:
                return check_string(parameter, field, value);
            case Type::kInteger:
            case Type::kNumber:
                return check_number(parameter, field, value);
            case Type::kBoolean:
                return value.IsBool() ? void() : wrong_type(parameter, field, value);
            case Type::kObject:
                return value.IsObject() ? void() : wrong_type(parameter, field, value);
            case Type::kList:
                return check_list(parameter, field, value);
            case Type::kId:
                return check_id(parameter, field, value);
            case Type::kFileId:
                return check_file_id(parameter, field, value);
            case Type::kFile:
                return check_files(parameter, field, value);
        }
    }

    std::string wanted(const Parameter& parameter) const { return expectation(parameter, options_.uploads); }

    void wrong_type(const Parameter& parameter, std::string_view field, const json::Value& value) {
        findings_.add(field, "type", "has the wrong type", wanted(parameter), shown(parameter, value));
    }

    void check_string(const Parameter& parameter, std::string_view field, const json::Value& value) {
        if (!value.IsString()) return wrong_type(parameter, field, value);
        const std::string_view text = json::text_of(value);
        if (parameter.required && is_blank(text)) {
            findings_.add(field, "required", "is empty", wanted(parameter), shown(parameter, value));
            return;
        }
        if (parameter.is_model) return check_model(parameter, field, value);
        if (parameter.max_length && code_points(text) > *parameter.max_length) {
            findings_.add(field, "length", "is too long",
                          "at most " + std::to_string(*parameter.max_length) + " characters",
                          std::to_string(code_points(text)) + " characters");
        }
        const bool may_grow = parameter.open && options_.unknown_values && !text.empty();
        if (!parameter.allowed.empty() && !parameter.per_model && !may_grow && !contains(parameter.allowed, text)) {
            findings_.add(field, "allowed", "is not one of the values that exist", wanted(parameter),
                          shown(parameter, value));
        }
    }

    void check_model(const Parameter& parameter, std::string_view field, const json::Value& value) {
        const std::string_view name = json::text_of(value);
        if (find_model(operation_, name) != nullptr || (options_.unknown_values && !is_blank(name))) return;
        std::vector<std::string_view> names;
        for (const Model& model : models()) {
            if (contains(model.operations, operation_.name)) names.push_back(model.name);
        }
        findings_.add(field, "allowed", "is not a model of " + std::string(operation_.name), "one of " + listed(names),
                      shown(parameter, value));
    }

    void check_number(const Parameter& parameter, std::string_view field, const json::Value& value) {
        const bool whole = value.IsInt64() || value.IsUint64() ||
                           (value.IsDouble() && std::floor(value.GetDouble()) == value.GetDouble());
        if (!value.IsNumber() || (parameter.type == Type::kInteger && !whole))
            return wrong_type(parameter, field, value);
        const double number = value.GetDouble();
        if ((parameter.min && number < *parameter.min) || (parameter.max && number > *parameter.max)) {
            findings_.add(field, "range", "is out of range", wanted(parameter), shown(parameter, value));
        }
    }

    void check_list(const Parameter& parameter, std::string_view field, const json::Value& value) {
        std::uint64_t count = 0;
        if (value.IsString()) {
            if (parameter.required && is_blank(json::text_of(value))) {
                findings_.add(field, "required", "is empty", wanted(parameter), shown(parameter, value));
                return;
            }
            for_each_item(json::text_of(value), [&](std::string_view item) {
                ++count;
                check_item(parameter, field, as_value(item));
            });
        } else if (value.IsArray()) {
            count = value.Size();
            if (count == 0) findings_.add(field, "required", "is empty", wanted(parameter), shown(parameter, value));
            for (const json::Value& item : value.GetArray()) {
                if (findings_.full()) return;
                check_item(parameter, field, item);
            }
        } else {
            return wrong_type(parameter, field, value);
        }
        check_count(parameter, field, count);
    }

    void check_item(const Parameter& parameter, std::string_view field, const json::Value& item) {
        if (item.IsString() && is_blank(json::text_of(item))) {
            findings_.add(field, "format", "has an empty item", wanted(parameter), shown(parameter, item));
        } else if (parameter.item_type == Type::kFileId) {
            check_file_id(parameter, field, item);
        } else if (!item.IsString()) {
            wrong_type(parameter, field, item);
        } else if (json::text_of(item).find(',') != std::string_view::npos) {
            findings_.add(field, "format", "has an item with a comma inside", "commas only between the items",
                          shown(parameter, item));
        } else if (parameter.is_model) {
            check_model(parameter, field, item);
        }
    }

    void check_count(const Parameter& parameter, std::string_view field, std::uint64_t count) {
        if (parameter.max_count && count > *parameter.max_count) {
            findings_.add(field, "count", "has too many items", "at most " + std::to_string(*parameter.max_count),
                          std::to_string(count));
        }
    }

    void check_id(const Parameter& parameter, std::string_view field, const json::Value& value) {
        if (!value.IsString()) return wrong_type(parameter, field, value);
        const auto id = parse_id(json::text_of(value));
        if (!id) {
            if (options_.unknown_values && !is_blank(json::text_of(value))) return;
            findings_.add(field, "format", "is not an id of this kind", wanted(parameter), shown(parameter, value));
            return;
        }
        bool fits = false;
        for (std::string_view kinds = parameter.kind; !kinds.empty() && !fits;) {
            const std::size_t bar = kinds.find('|');
            fits = kinds.substr(0, bar) == id->kind;
            kinds = bar == std::string_view::npos ? std::string_view() : kinds.substr(bar + 1);
        }
        if (!fits) {
            findings_.add(field, "format", "is the id of something else", wanted(parameter), shown(parameter, value));
        }
    }

    void check_file_id(const Parameter& parameter, std::string_view field, const json::Value& value) {
        if (is_local_file(value) && !options_.uploads) {
            findings_.add(field, "forbidden", "names a local file, which a call does not upload", wanted(parameter),
                          shown(parameter, value));
        } else if (is_local_file(value)) {
            check_file(parameter, field, value);
        } else {
            check_id(parameter, field, value);
            if (value.IsString()) check_facts(parameter, field, value);
        }
    }

    void check_files(const Parameter& parameter, std::string_view field, const json::Value& value) {
        if (!parameter.repeated || !value.IsArray()) return check_file(parameter, field, value);
        check_count(parameter, field, value.Size());
        for (const json::Value& file : value.GetArray()) {
            if (findings_.full()) return;
            check_file(parameter, field, file);
        }
    }

    void check_file(const Parameter& parameter, std::string_view field, const json::Value& value) {
        const json::Value* path = json::member(value, "path");
        if (path == nullptr || !path->IsString()) {
            findings_.add(field, value.IsObject() ? "format" : "type", "names no file", wanted(parameter),
                          shown(parameter, value));
            return;
        }
        check_path(parameter, field, *path);
    }

    void check_path(const Parameter& parameter, std::string_view field, const json::Value& value) {
        const std::string_view path = json::text_of(value);
        if (path.empty() || path.find('\0') != std::string_view::npos) {
            findings_.add(field, "format", "names no file", wanted(parameter), "the file " + shown(value));
            return;
        }
        if (!parameter.extensions.empty() && !contains(parameter.extensions, lower_extension(path))) {
            findings_.add(field, "file_type", "is not a file of a kind that the service takes",
                          "names that end in one of " + listed(parameter.extensions), "the file " + shown(value),
                          CONCH_E_FILE_TYPE);
        }
        check_facts(parameter, field, value);
    }

    // `name`: a path or an id.
    void check_facts(const Parameter& parameter, std::string_view field, const json::Value& name) {
        const FileFacts* facts = facts_of(name, options_);
        if (facts == nullptr) return;
        const std::string file = "the file " + shown(name);
        if (facts->bytes == std::uint64_t{0}) {
            findings_.add(field, "file_size", "is an empty file", "a file with content", file, CONCH_E_FILE);
            return;
        }
        if (facts->bytes && parameter.max_bytes && *facts->bytes > *parameter.max_bytes) {
            findings_.add(field, "file_size", "is too large",
                          "at most " + std::to_string(*parameter.max_bytes) + " bytes",
                          std::to_string(*facts->bytes) + " bytes in " + file, CONCH_E_FILE_TOO_LARGE);
        }
        if (facts->media_type && !parameter.media_types.empty() &&
            !contains(parameter.media_types, *facts->media_type)) {
            findings_.add(field, "file_type", "is not a file of a kind that the service takes",
                          "one of " + listed(parameter.media_types),
                          (facts->media_type->empty() ? "an unknown kind" : *facts->media_type) + " in " + file,
                          CONCH_E_FILE_TYPE);
        }
    }

    const Operation& operation_;
    const json::Value& parameters_;
    const ValidationOptions& options_;
    Findings& findings_;
};

void check_together(const Rule& rule, const json::Value& parameters, Findings& findings) {
    const std::string_view first = rule.fields[0];
    const std::string_view second = rule.fields[1];
    const json::Value* leader = json::member(parameters, first);
    const json::Value* partner = json::member(parameters, second);
    if (leader != nullptr && is_local_file(*leader)) {
        if (partner != nullptr) {
            findings.add(second, "forbidden", "does not go with a local file, whose upload gives it",
                         "no " + std::string(second) + " with a local file", shown(*partner));
        }
    } else if (leader != nullptr && partner == nullptr) {
        findings.add(second, "together", "is missing", std::string(second) + " together with " + std::string(first),
                     std::string(first) + " alone");
    } else if (leader == nullptr && partner != nullptr) {
        findings.add(second, "together", "is not allowed alone",
                     std::string(second) + " together with " + std::string(first),
                     shown(*partner) + " without " + std::string(first));
    }
}

void check_one_of(const Rule& rule, const json::Value& parameters, Findings& findings) {
    const auto given = [&](std::string_view field) { return json::member(parameters, field) != nullptr; };
    if (std::any_of(rule.fields.begin(), rule.fields.end(), given)) return;
    findings.add(rule.fields[0], "one_of", "is missing", "at least one of " + listed(rule.fields), "nothing");
}

bool same_file(const json::Value& one, const json::Value& other) {
    if (one.IsString() && other.IsString()) return json::text_of(one) == json::text_of(other);
    const auto path = json::string_member(one, "path");
    return path && path == json::string_member(other, "path");
}

void check_differ(const Rule& rule, const json::Value& parameters, Findings& findings) {
    const json::Value* first = json::member(parameters, rule.fields[0]);
    const json::Value* second = json::member(parameters, rule.fields[1]);
    if (first == nullptr || second == nullptr || !same_file(*first, *second)) return;
    findings.add(rule.fields[0], "differ", "is the same as " + std::string(rule.fields[1]),
                 "another upload than " + std::string(rule.fields[1]), shown(*first));
}

void check_rules(const Operation& operation, const json::Value& parameters, Findings& findings) {
    for (const Rule& rule : operation.rules) {
        switch (rule.kind) {
            case RuleKind::kTogether:
                check_together(rule, parameters, findings);
                break;
            case RuleKind::kOneOf:
                check_one_of(rule, parameters, findings);
                break;
            case RuleKind::kDiffer:
                check_differ(rule, parameters, findings);
                break;
        }
    }
}

// All ids of one request must be of one account, and of the account that is named.
class AccountCheck {
  public:
    AccountCheck(const json::Value& parameters, Findings& findings) : findings_(findings) {
        if (const auto named = json::string_member(parameters, "account")) {
            account_ = *named;
            from_ = "account";
        }
    }

    void see(std::string_view field, std::string_view id_text) {
        const auto id = parse_id(id_text);
        if (!id) return;
        if (from_.empty()) {
            account_ = id->account;
            from_ = field;
        } else if (id->account != account_) {
            const std::string what =
                from_ == field ? "has files of several accounts" : "is of another account than " + std::string(from_);
            findings_.add(field, "account", what, "ids of account " + shown(as_value(account_)),
                          shown(as_value(id->account)));
        }
    }

  private:
    Findings& findings_;
    std::string_view account_;
    std::string_view from_;
};

void check_accounts(const Operation& operation, const json::Value& parameters, Findings& findings) {
    AccountCheck check(parameters, findings);
    for (const auto& member : parameters.GetObject()) {
        const std::string_view field = json::text_of(member.name);
        const Parameter* parameter = find_parameter(operation, field);
        if (parameter == nullptr || (parameter->type != Type::kFileId && parameter->item_type != Type::kFileId))
            continue;
        if (member.value.IsString()) {
            for_each_item(json::text_of(member.value), [&](std::string_view item) { check.see(field, item); });
        } else if (member.value.IsArray()) {
            for (const json::Value& item : member.value.GetArray()) {
                if (item.IsString()) check.see(field, json::text_of(item));
            }
        }
    }
}

}  // namespace

std::vector<Violation> validate(const Operation& operation, const json::Value& parameters,
                                const ValidationOptions& options) {
    Findings findings;
    if (!parameters.IsObject()) {
        findings.add("", "type", "has parameters of the wrong type", "a JSON object", shown(parameters));
        return findings.take();
    }
    FieldChecks(operation, parameters, options, findings).run();
    check_rules(operation, parameters, findings);
    check_accounts(operation, parameters, findings);
    check_model_rules(operation, parameters, options, findings);
    return findings.take();
}

}  // namespace conch::catalog
