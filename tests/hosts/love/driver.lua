-- Plays the game from inside, through LÖVE's own events, and prints one line a check. Comes after the game's main.lua.

local studio = require("studio")
local conch = require("conch")

local WAIT = 60 -- seconds
local REMEMBERED = "a lighthouse that is remembered"
local update, draw = love.update, love.draw
local frame = { work = {}, whole = {} } -- seconds of each frame: update and draw; from frame to frame
local began

local function check(what, holds, why)
    print(holds and "ok " .. what or "not ok " .. what .. ": " .. tostring(why or "it is not so"))
    if not holds then error("stopped at: " .. what, 0) end
end

local function figure(what, value) print("figure " .. what .. ": " .. value) end

local function sleep_frames(count) for _ = 1, count do coroutine.yield() end end

local function until_true(holds)
    local limit = love.timer.getTime() + WAIT
    while not holds() do
        if love.timer.getTime() > limit then return false end
        coroutine.yield()
    end
    return true
end

local function type_text(text)
    love.event.push("keypressed", "return", "return", false)
    for _, letter in require("utf8").codes(text) do love.event.push("textinput", require("utf8").char(letter)) end
    love.event.push("keypressed", "return", "return", false)
    sleep_frames(3)
end

local function screenshot(name)
    local taken
    love.graphics.captureScreenshot(function(pixels) taken = pixels end)
    until_true(function() return taken end)
    if name then
        local file = assert(io.open(os.getenv("CONCH_TEST_IMAGES") .. "/" .. name .. ".png", "wb"))
        file:write(taken:encode("png"):getString())
        file:close()
    end
    return taken
end

local function summary(times)
    table.sort(times)
    return ("median %.2f ms, longest %.2f ms, %d frames"):format(times[math.ceil(#times / 2)] * 1000, times[#times] * 1000, #times)
end

local function measured(body)
    frame.work, frame.whole = {}, {}
    body()
    return summary(frame.work), summary(frame.whole)
end

--- Whether the picture is where the frame is: some points of both, which software scaling may shift a little.
local function shows(pixels, picture_file, place)
    local name = picture_file:sub(#love.filesystem.getSaveDirectory() + 2)
    local picture = love.image.newImageData(love.filesystem.newFileData(name))
    local width, height = picture:getDimensions()
    local alike = 0
    for across = 1, 9 do
        for down = 1, 9 do
            local r, g, b = pixels:getPixel(place.x + across * 27, place.y + down * 15)
            local pr, pg, pb = picture:getPixel(math.floor(across * width / 10), math.floor(down * height * 15 / 152))
            if math.abs(r - pr) + math.abs(g - pg) + math.abs(b - pb) < 0.2 then alike = alike + 1 end
        end
    end
    return alike >= 60, alike .. " of 81 points are alike"
end

local function newest_picture()
    for index = #studio.orders, 1, -1 do
        if studio.orders[index].kind == "image" then return studio.orders[index] end
    end
end

--- Software OpenGL compiles its code for pictures with the first one, which takes 0.1 s; that is not what is measured.
local function draw_any_picture()
    local any = love.graphics.newImage(love.image.newImageData(1366, 768))
    love.graphics.draw(any, 0, 0, 0, 0.2, 0.2)
end

local function play()
    draw_any_picture()
    sleep_frames(30)
    local idle_work, idle_whole = measured(function() sleep_frames(300) end)
    local before = screenshot()

    local voice
    local speech = studio.speech
    studio.speech = function(text, on_done, ...)
        return speech(text, function(made, failure) voice = made or failure on_done(made, failure) end, ...)
    end
    local picture
    local busy_work, busy_whole = measured(function()
        type_text("a conch à la Hokusai")
        picture = studio.orders[1]
        check("a typed wish becomes an order", picture and picture.prompt == "a conch à la Hokusai")
        check("the picture comes", until_true(function() return picture.done end) and picture.made,
            picture.error and picture.error.message or picture.phase)
        check("the speech comes", until_true(function() return voice end) and type(voice) == "userdata",
            type(voice) == "table" and voice.message)
        sleep_frames(60)
    end)
    check("it is sound of some length", voice:getDuration() > 0.5, voice:getDuration())
    check("it is played", voice:isPlaying() or voice:tell() == 0)
    local after = screenshot()
    check("its pixels are in the frame", shows(after, picture.files[1], { x = 40, y = 60 }))
    check("they were not there before", not shows(before, picture.files[1], { x = 40, y = 60 }))

    type_text("a lighthouse in a storm")
    local second = newest_picture()
    type_text("an octopus reading a book")
    local third = newest_picture()
    until_true(function() return second.done or (second.percent or 0) >= 30 end)
    screenshot("love")
    check("two pictures at once come too", until_true(function() return second.done and third.done end)
        and second.made and third.made)

    type_text("conch:stuck a wish that is taken back")
    local stuck = newest_picture()
    check("a running order says what it is doing", until_true(function() return stuck.task.remote_id end), stuck.phase)
    love.event.push("keypressed", "backspace", "backspace", false)
    check("a cancelled order ends", until_true(function() return stuck.done end)
        and stuck.error.status == conch.STATUS.E_CANCELLED)

    figure("update and draw without work", idle_work)
    figure("update and draw with work", busy_work)
    figure("frame to frame without work", idle_whole)
    figure("frame to frame with work", busy_whole)
    for name, seconds in pairs(studio.longest) do figure("longest call " .. name, ("%.2f ms"):format(seconds * 1000)) end

    local failed
    studio.picture("conch:no-credits", function(_, failure) failed = failure end)
    check("a refusal has the service's reason", until_true(function() return failed end) and failed.http_code == 412)
    print("freeze") -- the emulator's time, so that it surely is not ready when the game ends
    sleep_frames(60)
    type_text(REMEMBERED)
    check("there is work when the game ends", until_true(function() return newest_picture().task.remote_id end))
    print("quitting")
    love.event.quit()
end

--- The game again, after it has ended with work on the way.
local function play_again()
    check("what was on the way is found again", until_true(function() return newest_picture() end)
        and newest_picture().prompt == REMEMBERED)
    local found = newest_picture()
    print("thaw")
    check("its picture comes", until_true(function() return found.done end) and found.made,
        found.error and found.error.message)
    sleep_frames(10)
    check("its pixels are in the frame", shows(screenshot(), found.files[1], { x = 40, y = 60 }))
    figure("longest call restore", ("%.2f ms"):format(studio.longest.restore * 1000))
    print("quitting")
    love.event.quit()
end

local player = coroutine.create(os.getenv("CONCH_TEST_AGAIN") and play_again or play)

function love.update(dt)
    local now = love.timer.getTime()
    if began then frame.whole[#frame.whole + 1] = now - began end
    began = now
    update(dt)
end

function love.draw()
    draw()
    frame.work[#frame.work + 1] = love.timer.getTime() - began
    if coroutine.status(player) == "dead" then return end
    local good, trouble = coroutine.resume(player)
    if not good then
        print("not ok the play: " .. tostring(trouble))
        love.event.quit(1)
    end
end
