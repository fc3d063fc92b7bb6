#include "cli/catalog_view.hpp"

#include <algorithm>

#include "cli/json_text.hpp"
#include "conch/catalog.h"
#include "json/rapidjson.hpp"

namespace conch::cli {

namespace {

using Value = rapidjson::Value;

const Value* member(const Value& object, const char* name) {
    if (!object.IsObject()) return nullptr;
    const auto found = object.FindMember(name);
    return found == object.MemberEnd() ? nullptr : &found->value;
}

bool flag(const Value& object, const char* name) {
    const Value* value = member(object, name);
    return value != nullptr && value->IsBool() && value->GetBool();
}

std::vector<std::string> texts(const Value& object, const char* name) {
    std::vector<std::string> all;
    const Value* list = member(object, name);
    if (list == nullptr || !list->IsArray()) return all;
    for (const Value& item : list->GetArray()) {
        if (item.IsString()) all.emplace_back(item.GetString(), item.GetStringLength());
    }
    return all;
}

std::string shown(const Value* value) {
    if (value == nullptr) return {};
    if (value->IsString()) return {value->GetString(), value->GetStringLength()};
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    value->Accept(writer);
    return {buffer.GetString(), buffer.GetSize()};
}

std::vector<std::string> models_of(const Value& catalog, const std::string& operation) {
    std::vector<std::string> names;
    const Value* models = member(catalog, "models");
    if (models == nullptr || !models->IsArray()) return names;
    for (const Value& model : models->GetArray()) {
        const std::vector<std::string> operations = texts(model, "operations");
        if (std::find(operations.begin(), operations.end(), operation) != operations.end()) {
            names.push_back(text_member(model, "name"));
        }
    }
    return names;
}

CatalogParameter parameter_of(const Value& entry, const Value& catalog, const std::string& operation) {
    CatalogParameter parameter;
    parameter.name = text_member(entry, "name");
    parameter.type = text_member(entry, "type");
    parameter.description = text_member(entry, "description");
    parameter.default_value = shown(member(entry, "default"));
    parameter.allowed = flag(entry, "model") ? models_of(catalog, operation) : texts(entry, "allowed");
    parameter.required = flag(entry, "required");
    parameter.numbered = member(entry, "numbered") != nullptr;
    parameter.repeated = parameter.numbered || flag(entry, "repeated");
    return parameter;
}

CatalogOperation operation_of(const Value& entry, const Value& catalog) {
    CatalogOperation operation;
    operation.name = text_member(entry, "name");
    operation.summary = text_member(entry, "summary");
    operation.decommissioned = flag(entry, "decommissioned");
    const Value* parameters = member(entry, "parameters");
    if (parameters == nullptr || !parameters->IsArray()) return operation;
    for (const Value& parameter : parameters->GetArray()) {
        operation.parameters.push_back(parameter_of(parameter, catalog, operation.name));
    }
    return operation;
}

std::vector<CatalogOperation> read_catalog() {
    std::size_t size = 0;
    const char* catalog_text = conch_catalog_json(&size);
    rapidjson::Document catalog;
    catalog.Parse<rapidjson::kParseIterativeFlag>(catalog_text, size);
    std::vector<CatalogOperation> operations;
    const Value* entries = catalog.HasParseError() ? nullptr : member(catalog, "operations");
    if (entries == nullptr || !entries->IsArray()) return operations;
    for (const Value& entry : entries->GetArray())
        operations.push_back(operation_of(entry, catalog));
    return operations;
}

}  // namespace

const std::vector<CatalogOperation>& catalog_operations() {
    static const std::vector<CatalogOperation> operations = read_catalog();
    return operations;
}

const CatalogOperation* find_catalog_operation(std::string_view name) {
    const std::vector<CatalogOperation>& all = catalog_operations();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.name == name; });
    return found == all.end() ? nullptr : &*found;
}

std::string parameter_help(const CatalogParameter& parameter) {
    std::string help = parameter.description;
    const char* separator = " Allowed: ";
    for (const std::string& value : parameter.allowed) {
        help += separator + value;
        separator = ", ";
    }
    if (!parameter.allowed.empty()) help += ".";
    if (!parameter.default_value.empty()) help += " Default: " + parameter.default_value + ".";
    return help;
}

}  // namespace conch::cli
