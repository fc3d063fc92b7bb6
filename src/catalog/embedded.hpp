// The merged catalog as text; the definition is made at build time by make_catalog.py.
#pragma once

#include <cstddef>

namespace conch::catalog {

extern const char kEmbedded[];
extern const std::size_t kEmbeddedSize;

}  // namespace conch::catalog
