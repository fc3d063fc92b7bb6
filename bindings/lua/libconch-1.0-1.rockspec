rockspec_format = "3.0"
package = "libconch"
version = "1.0-1"
source = { url = "." }
description = {
    summary = "MiniMax/Hailuo generation by the useapi.net service: prompts in, finished files out",
    license = "MIT",
}
dependencies = { "lua == 5.1" }
build = {
    type = "builtin",
    modules = {
        conch = "conch.lua",
        ["conch.json"] = "conch/json.lua",
        ["conch.params"] = "conch/params.lua",
        ["conch.raw"] = "conch/raw.lua",
    },
}
