-- The game that goes on meanwhile: bubbles rise, a click pops them.

local bubbles = { popped = 0 }

local NUMBER = 60
local all = {}

local function fresh(bubble, y)
    bubble.x, bubble.y = love.math.random(960), y
    bubble.radius = 6 + love.math.random() * 22
    bubble.speed, bubble.phase = 30 + love.math.random() * 90, love.math.random() * 6
    return bubble
end

function bubbles.load()
    for index = 1, NUMBER do all[index] = fresh({}, love.math.random(600)) end
end

function bubbles.update(dt)
    for _, bubble in ipairs(all) do
        bubble.y, bubble.phase = bubble.y - bubble.speed * dt, bubble.phase + 2 * dt
        bubble.x = bubble.x + 20 * math.sin(bubble.phase) * dt
        if bubble.y < -40 then fresh(bubble, 640) end
    end
end

function bubbles.pop(x, y)
    for _, bubble in ipairs(all) do
        if (bubble.x - x) ^ 2 + (bubble.y - y) ^ 2 <= bubble.radius ^ 2 then
            bubbles.popped = bubbles.popped + 1
            fresh(bubble, 640)
        end
    end
end

function bubbles.draw()
    love.graphics.clear(0.04, 0.2, 0.32)
    for _, bubble in ipairs(all) do
        love.graphics.setColor(0.6, 0.85, 1, 0.25)
        love.graphics.circle("fill", bubble.x, bubble.y, bubble.radius)
        love.graphics.setColor(0.8, 0.95, 1, 0.8)
        love.graphics.circle("line", bubble.x, bubble.y, bubble.radius)
    end
end

return bubbles
