// The library's catalog as the command line needs it: what operations there are, and what options follow from them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace conch::cli {

struct CatalogParameter {
    std::string name;
    std::string type;  // string, integer, number, boolean, list, id, file_id, file, object
    std::string description;
    std::string default_value;         // empty: none
    std::vector<std::string> allowed;  // empty: anything
    bool required = false;
    bool repeated = false;  // takes several values
    bool numbered = false;  // name1, name2, …
};

struct CatalogOperation {
    std::string name;
    std::string summary;
    bool decommissioned = false;
    std::vector<CatalogParameter> parameters;
};

// Read from the library in memory, which may be newer than this program and know more.
const std::vector<CatalogOperation>& catalog_operations();
const CatalogOperation* find_catalog_operation(std::string_view name);

// Description, allowed values and default in one text.
std::string parameter_help(const CatalogParameter& parameter);

}  // namespace conch::cli
