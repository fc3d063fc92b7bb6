function love.conf(t)
    t.identity = "conch-tide-pool"
    t.version = "11.4"
    t.window.title = "Tide pool"
    t.window.width, t.window.height = 960, 600
    t.modules.physics, t.modules.joystick, t.modules.video = false, false, false
end
