-- Tide pool: pop bubbles; make a wish, and it becomes a picture on the wall and a voice, while the game goes on.

local utf8 = require("utf8")

local studio = require("studio")
local bubbles = require("bubbles")

local WISHES = { "a conch on black sand", "a lighthouse in a storm", "an octopus reading a book" }
local FRAMES = { { x = 40, y = 60 }, { x = 345, y = 60 }, { x = 650, y = 60 } }
local FRAME_WIDTH, FRAME_HEIGHT = 270, 152

local wall = {} -- by frame: what was asked for
local wish -- what is being typed, or nil
local message = "Enter: make a wish   Backspace: take the newest back   Escape: leave"
local next_frame = 1

local function say(text) message = text end

local function hang(order)
    wall[next_frame] = order
    next_frame = next_frame % #FRAMES + 1
    function order.on_done(picture, failure)
        say(picture and "Here is " .. order.prompt .. "." or failure.message)
    end
end

local function make(prompt)
    hang(studio.picture(prompt, nil, { aspectRatio = "16:9" }))
    studio.speech("You wished for " .. prompt .. ".", function(voice)
        if voice then voice:play() end
    end)
end

local function cancel_newest()
    for index = #studio.orders, 1, -1 do
        if studio.orders[index].kind == "image" then return studio.orders[index]:cancel() end
    end
end

function love.load()
    bubbles.load()
    love.keyboard.setKeyRepeat(true)
    local token = os.getenv("CONCH_TOKEN")
    local connected, failure = studio.open{
        api_token = token, base_url = os.getenv("CONCH_BASE_URL") or not token and "emulator:?speed=10" or nil,
        account = os.getenv("CONCH_ACCOUNT"),
    }
    if not connected then return say(failure.message) end
    studio.restore(function(order)
        if order.kind == "image" then hang(order) end
    end)
end

function love.update(dt)
    bubbles.update(dt)
    studio.update()
end

function love.textinput(text)
    if wish then wish = wish .. text end
end

function love.keypressed(key)
    if key == "return" then
        if wish and wish:match("%S") then make(wish) end
        wish = not wish and "" or nil
    elseif key == "backspace" and wish then
        wish = wish:sub(1, (utf8.offset(wish, -1) or 1) - 1)
    elseif key == "backspace" then
        cancel_newest()
    elseif key == "tab" then
        make(WISHES[love.math.random(#WISHES)])
    elseif key == "escape" then
        love.event.quit()
    end
end

function love.mousepressed(x, y)
    bubbles.pop(x, y)
end

local function draw_frame(place, order)
    love.graphics.setColor(0.45, 0.3, 0.16)
    love.graphics.rectangle("fill", place.x - 8, place.y - 8, FRAME_WIDTH + 16, FRAME_HEIGHT + 16, 4)
    love.graphics.setColor(0.05, 0.08, 0.12)
    love.graphics.rectangle("fill", place.x, place.y, FRAME_WIDTH, FRAME_HEIGHT)
    if not order then return end
    if order.made then
        local width, height = order.made:getDimensions()
        love.graphics.setColor(1, 1, 1)
        love.graphics.draw(order.made, place.x, place.y, 0, FRAME_WIDTH / width, FRAME_HEIGHT / height)
        return
    end
    love.graphics.setColor(0.8, 0.9, 1)
    local state = order.error and order.error.message or (order.phase or "STARTING"):lower()
    love.graphics.printf(order.prompt .. "\n" .. state, place.x + 10, place.y + 40, FRAME_WIDTH - 20, "center")
    love.graphics.rectangle("line", place.x + 35, place.y + 115, 200, 10)
    love.graphics.rectangle("fill", place.x + 35, place.y + 115, 2 * (order.percent or 0), 10)
end

function love.draw()
    bubbles.draw()
    for index, place in ipairs(FRAMES) do draw_frame(place, wall[index]) end
    love.graphics.setColor(1, 1, 1)
    love.graphics.printf(wish and "Your wish: " .. wish .. "_" or message, 20, 240, 920, "center")
    love.graphics.print(("%d popped    %d fps    %d on the way    longest call %.2f ms"):format(bubbles.popped,
        love.timer.getFPS(), #studio.orders, (studio.longest.update or 0) * 1000), 20, 570)
end

function love.quit()
    studio.close()
    return false
end
