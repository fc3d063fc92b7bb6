-- Runs on a thread of its own: turns files into pixels and samples, which takes longer than a frame.
require("love.filesystem")
require("love.image")
require("love.sound")

local wishes, decoded = ...

local function decode(wish)
    local file = assert(love.filesystem.newFileData(wish.name))
    return wish.kind == "image" and love.image.newImageData(file) or love.sound.newSoundData(file)
end

while true do
    local wish = wishes:demand()
    if wish == "end" then break end
    local good, data = pcall(decode, wish)
    decoded:push({ number = wish.number, data = good and data or nil, trouble = not good and tostring(data) or nil })
end
