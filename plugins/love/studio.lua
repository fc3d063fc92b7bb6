--- Pictures and speech for a running LÖVE game, made by libconch. Copy this file, decoder.lua and the LuaJIT binding
--- (conch.lua and the folder conch) into your game.
--
-- Nothing here waits: the network is libconch's thread, decoding is a thread of LÖVE's, and `studio.update()`, once a
-- frame, only picks up what is ready.

local conch = require("conch")

local studio = {
    orders = {}, -- everything that was asked for and has not ended, oldest first
    longest = {}, -- by name: seconds that the longest call of each function has kept the game's thread
}

local MOST_EVENTS = 16 -- a frame; the others come with the next one
local FOLDER = "made"
local JOURNAL = "journal" -- where libconch remembers what was asked for

local client, decoder, voice
local wishes, decoded -- to and from the decoder
local decoding = {} -- order by number
local count = 0

--- Runs a part of this module and notes how long the game's thread was kept.
local function timed(name, body, ...)
    local before = love.timer.getTime()
    local first, second = body(...)
    studio.longest[name] = math.max(studio.longest[name] or 0, love.timer.getTime() - before)
    return first, second
end

--- The second table's values win.
local function merged(first, second)
    for name, value in pairs(second or {}) do first[name] = value end
    return first
end

local Order = {}
Order.__index = Order

--- Ends it, at the service too. `on_done` is called with the error.
function Order:cancel()
    if self.task then self.task:cancel(conch.CANCEL.EVERYWHERE) end
end

local function finish(order, what, failure)
    for index, other in ipairs(studio.orders) do
        if other == order then table.remove(studio.orders, index) end
    end
    order.done, order.made, order.error = true, what, failure
    if order.on_done then order.on_done(what, failure) end
end

--- Files are kept in the game's save directory, where the decoder may read them too.
local function decode(order, path)
    count = count + 1
    decoding[count] = order
    wishes:push({ number = count, kind = order.kind, name = path:sub(#love.filesystem.getSaveDirectory() + 2) })
end

--- Sleeps until the order's task has ended; for a coroutine.
local function follow(order)
    local result, trouble = order.task:await()
    if not result then return finish(order, nil, trouble) end
    order.files = result.files
    decode(order, result.file)
end

local function begin(order, params)
    local task, failure = client:generate(order.kind, params)
    order.task = task
    if not task then return finish(order, nil, failure) end
    client:run(function() follow(order) end)
end

local function new_order(kind, prompt, on_done)
    local order = setmetatable({ kind = kind, prompt = prompt, on_done = on_done, done = false }, Order)
    table.insert(studio.orders, order)
    return order
end

--- Connects to the service: `studio.open{ api_token = "user:1234-…" }`, or `studio.open{ base_url = "emulator:" }` to
--- try without account, network or cost. Returns true, or nil and the error.
function studio.open(options)
    return timed("open", function()
        local beside = love.filesystem.getSourceBaseDirectory() .. "/libconch.so.1"
        local file = io.open(beside, "rb")
        if file then file:close() end
        if not os.getenv("CONCH_LIBRARY") then conch.load(file and beside or nil) end
        love.filesystem.createDirectory(FOLDER)
        local failure
        client, failure = conch.client(merged({
            download_directory = love.filesystem.getSaveDirectory() .. "/" .. FOLDER,
            state_directory = love.filesystem.getSaveDirectory() .. "/" .. JOURNAL,
        }, options))
        if not client then return nil, failure end
        wishes, decoded = love.thread.newChannel(), love.thread.newChannel()
        decoder = love.thread.newThread("decoder.lua")
        decoder:start(wishes, decoded)
        return true
    end)
end

--- Asks for a picture. `on_done(image)` or `on_done(nil, error)` is called inside a later `studio.update()`. `params`: more
--- of what the service takes for images. Returns the order: `phase`, `percent`, `done`, `made`, `error`, `cancel()`.
function studio.picture(prompt, on_done, params)
    return timed("picture", function()
        local order = new_order("image", prompt, on_done)
        begin(order, merged({ prompt = prompt }, params))
        return order
    end)
end

--- Asks for speech; `on_done(source)` gets something to play. `params.voice_id`: whose voice; the first one when left out.
function studio.speech(text, on_done, params)
    return timed("speech", function()
        local order = new_order("speech", text, on_done)
        local all = merged({ text = text }, params)
        client:run(function()
            if not all.voice_id and not voice then
                local found, failure = client:list("audio.voices", { account = all.account }, { most = 1 }):await()
                if not found then return finish(order, nil, failure) end
                voice = found.items[1]
            end
            all.voice_id = all.voice_id or voice and voice.voice_id
            begin(order, all)
        end)
        return order
    end)
end

--- Finds what was on the way when the game ended, however it ended. `on_order(order)` is called for each, to give it an
--- `on_done`; what was paid for is not paid again.
function studio.restore(on_order)
    return timed("restore", function()
        client:run(function()
            local known, prompts = client:jobs{ state = "unfinished" }:await(), {}
            for _, job in ipairs(known and known.json.jobs or {}) do prompts[job.job] = job.prompt end
            local restoring = client:restore()
            if not restoring:await() then return end
            for index, job in ipairs(restoring.result.json.restored) do
                local order = new_order(job.kind, prompts[job.job])
                order.task = restoring.restored[index]
                on_order(order)
                client:run(function() follow(order) end)
            end
        end)
    end)
end

local function take_decoded(answer)
    local order = decoding[answer.number]
    decoding[answer.number] = nil
    if answer.trouble then
        finish(order, nil, { message = answer.trouble, name = "E_FILE" })
    elseif order.kind == "image" then
        finish(order, timed("image", love.graphics.newImage, answer.data))
    else
        finish(order, timed("sound", love.audio.newSource, answer.data))
    end
end

--- Once a frame: picks up what is ready and calls the callbacks.
function studio.update()
    if not client then return end
    timed("update", function()
        client:update(MOST_EVENTS)
        for _, order in ipairs(studio.orders) do
            if order.task then order.phase, order.percent = order.task.phase, order.task.percent end
        end
        local answer = decoded:pop()
        if answer then take_decoded(answer) end
    end)
end

--- Ends everything here; jobs at the service live on. Call it from love.quit.
function studio.close()
    if not client then return end
    wishes:push("end")
    client:close()
    client = nil
    decoder:wait()
end

return studio
