# Filled in with the install rules, the pkg-config file and the CMake package.
