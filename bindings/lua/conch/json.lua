-- JSON for the parameters and answers of the service. Whole numbers above 2^53 become int64_t, so that no digit is lost.

local ffi = require("ffi")

local json = {}

--- Stands for null inside tables, where nil cannot be.
json.null = setmetatable({}, { __tostring = function() return "null" end })

local ESCAPES = { ['"'] = '\\"', ["\\"] = "\\\\", ["\b"] = "\\b", ["\f"] = "\\f", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }

local function quoted(text)
    return '"' .. text:gsub('[%c"\\]', function(c) return ESCAPES[c] or ("\\u%04x"):format(c:byte()) end) .. '"'
end

local function number_text(value)
    if value ~= value or value == math.huge or value == -math.huge then error("JSON has no " .. tostring(value)) end
    if value == math.floor(value) and math.abs(value) < 2 ^ 53 then return ("%d"):format(value) end
    return (("%.17g"):format(value):gsub(",", ".")) -- a host's locale may write commas
end

--- An empty table is an object, as all parameters are; `json.array{}` makes an empty list.
local Array = {}
function json.array(items) return setmetatable(items, Array) end

function json.encode(value)
    local kind = type(value)
    if value == json.null or value == nil then return "null" end
    if kind == "string" then return quoted(value) end
    if kind == "number" then return number_text(value) end
    if kind == "boolean" then return tostring(value) end
    if kind == "cdata" then return (tostring(value):gsub("U?LL$", "")) end
    if kind ~= "table" then error("a " .. kind .. " cannot be sent") end
    local parts = {}
    if #value > 0 or getmetatable(value) == Array then
        for i = 1, #value do parts[i] = json.encode(value[i]) end
        return "[" .. table.concat(parts, ",") .. "]"
    end
    for key, item in pairs(value) do parts[#parts + 1] = quoted(tostring(key)) .. ":" .. json.encode(item) end
    table.sort(parts) -- the same table always gives the same text
    return "{" .. table.concat(parts, ",") .. "}"
end

local function utf8_of(code)
    if code < 0x80 then return string.char(code) end
    if code < 0x800 then return string.char(0xC0 + math.floor(code / 64), 0x80 + code % 64) end
    if code < 0x10000 then
        return string.char(0xE0 + math.floor(code / 4096), 0x80 + math.floor(code / 64) % 64, 0x80 + code % 64)
    end
    return string.char(0xF0 + math.floor(code / 262144), 0x80 + math.floor(code / 4096) % 64,
        0x80 + math.floor(code / 64) % 64, 0x80 + code % 64)
end

local UNESCAPES = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t" }
local WORDS = { ["true"] = true, ["false"] = false, null = json.null }

local function fail(text, at) error(("not JSON at byte %d: %s"):format(at, text:sub(at, at + 20)), 0) end

local function unescaped(raw)
    local parts, at = {}, 1
    while true do
        local slash = raw:find("\\", at, true)
        parts[#parts + 1] = raw:sub(at, (slash or 0) - 1)
        if not slash then return table.concat(parts) end
        local kind = raw:sub(slash + 1, slash + 1)
        at = slash + 2
        if kind == "u" then
            local code = tonumber(raw:match("^%x%x%x%x", at) or "FFFD", 16)
            at = at + 4
            local low = code >= 0xD800 and code < 0xDC00 and tonumber(raw:match("^\\u(%x%x%x%x)", at) or "0", 16)
            if low and low >= 0xDC00 and low < 0xE000 then
                code, at = 0x10000 + (code - 0xD800) * 1024 + low - 0xDC00, at + 6
            end
            -- Half a character is not text.
            parts[#parts + 1] = utf8_of((code >= 0xD800 and code < 0xE000) and 0xFFFD or code)
        else
            parts[#parts + 1] = UNESCAPES[kind] or kind
        end
    end
end

local function parse_string(text, at)
    local stop = at + 1
    while true do
        stop = text:find('["\\]', stop)
        if not stop then fail(text, at) end
        if text:byte(stop) == 34 then break end
        stop = stop + 2
    end
    local raw = text:sub(at + 1, stop - 1)
    return raw:find("\\", 1, true) and unescaped(raw) or raw, stop + 1
end

local function parse_number(text, at)
    local digits = text:match("^-?%d+%.?%d*[eE]?[+-]?%d*", at)
    if not digits then fail(text, at) end
    local value = tonumber(digits)
    if digits:find("^-?%d+$") and math.abs(value) >= 2 ^ 53 and #digits < 20 then
        local whole = 0LL
        for digit in digits:gmatch("%d") do whole = whole * 10 + ffi.cast("int64_t", tonumber(digit)) end
        value = digits:sub(1, 1) == "-" and -whole or whole
    end
    return value, at + #digits
end

local parse_value

local function parse_items(text, at, closing, one)
    at = text:match("^%s*()", at)
    if text:sub(at, at) == closing then return at + 1 end
    while true do
        at = one(at)
        local mark, after = text:match("^%s*([,%]}])%s*()", at)
        if mark == closing then return text:find(closing, at, true) + 1 end
        if mark ~= "," then fail(text, at) end
        at = after
    end
end

function parse_value(text, at, depth)
    if depth > 200 then error("JSON is nested too deeply", 0) end
    at = text:match("^%s*()", at)
    local first = text:sub(at, at)
    if first == '"' then return parse_string(text, at) end
    if first == "{" then
        local object = {}
        return object, parse_items(text, at + 1, "}", function(here)
            local key, value
            if text:sub(here, here) ~= '"' then fail(text, here) end
            key, here = parse_string(text, here)
            here = text:match("^%s*:()", here) or fail(text, here)
            value, here = parse_value(text, here, depth + 1)
            object[key] = value
            return here
        end)
    end
    if first == "[" then
        local array = json.array({})
        return array, parse_items(text, at + 1, "]", function(here)
            array[#array + 1], here = parse_value(text, here, depth + 1)
            return here
        end)
    end
    local word = text:match("^%a+", at)
    if word and WORDS[word] ~= nil then return WORDS[word], at + #word end
    return parse_number(text, at)
end

--- The value; errors when it is not JSON.
function json.decode(text)
    local value, at = parse_value(text, 1, 0)
    if text:find("%S", at) then fail(text, at) end
    return value
end

return json
