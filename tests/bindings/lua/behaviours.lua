-- The shared list of behaviours (../behaviours.json) in LuaJIT, and what only Lua has.

local ffi = require("ffi")
local conch = require("conch")
local json = require("conch.json")
local raw = require("conch.raw")

local URL, FOLDER = os.getenv("CONCH_TEST_URL"), os.getenv("CONCH_TEST_FOLDER")
local C = conch.load()

local function content(path)
    local file = assert(io.open(path, "rb"))
    local text = file:read("*a")
    file:close()
    return text
end

local BEHAVIOURS = json.decode(content(os.getenv("CONCH_TEST_BEHAVIOURS"))).behaviours
local MODEL = json.decode(content(os.getenv("CONCH_TEST_MODEL")))
local STUCK = { prompt = "conch:stuck never ends" }

local checks, order = {}, {}
local function check(name, body)
    checks[name], order[#order + 1] = body, name
end

local function equal(found, wanted)
    if found ~= wanted then error(("%s is not %s"):format(tostring(found), tostring(wanted)), 2) end
end

local function client(more)
    local options = { api_token = "test-token", base_url = URL, download_directory = FOLDER .. "/out", poll_interval_ms = 100 }
    for name, value in pairs(more or {}) do options[name] = value end
    return assert(conch.client(options))
end

local function accepted(one, task)
    local patience = 3000
    while not task.remote_id do
        patience = patience - 1
        assert(patience > 0 and not task.done, "the job was never accepted")
        one:wait(task, 0.01)
    end
    return task.remote_id
end

local function answer(one, operation, params) return assert(assert(one:call(operation, params)):await(30)) end

check("layout", function()
    for _, struct in ipairs(MODEL.structs) do
        equal(ffi.sizeof(struct.name), struct.size)
        for _, field in ipairs(struct.fields) do equal(ffi.offsetof(struct.name, field.name), field.offset) end
    end
    for _, group in ipairs(MODEL.enums) do
        for _, value in ipairs(group.values) do equal(raw[group.name][value.name:sub(#group.prefix + 1)], value.value) end
    end
    for _, f in ipairs(MODEL.functions) do assert(C[f.name] ~= nil) end
end)

check("create", function(data)
    client():close()
    local none, failure = conch.client({ api_token = "t", base_url = data.bad_base_url })
    equal(none, nil)
    equal("CONCH_" .. failure.name, data.status)
    equal(failure.field, data.field)
    assert(not pcall(conch.client, { no_such_option = 1 }))
end)

check("older-struct", function()
    local options = ffi.new("conch_client_options")
    C.conch_client_options_init(options, ffi.sizeof(options))
    options.struct_size = ffi.offsetof("conch_client_options", "poll_interval_ms")
    options.poll_interval_ms = 0xFFFFFFFF
    options.api_token, options.base_url = "t", URL
    local handle = ffi.new("conch_client *[1]")
    equal(C.conch_client_create(options, handle, nil), 0)
    C.conch_client_destroy(handle[0])
end)

check("call", function(data)
    local one = client()
    local result = answer(one, data.operation)
    local count = 0
    for _ in pairs(result.json) do count = count + 1 end
    assert(count >= data.at_least and result.http_code == 200)
    one:close()
end)

check("job", function(data)
    local one, seen = client(), {}
    local task = assert(one:generate("video", { prompt = data.prompt }, { on_event = function(e) seen[#seen + 1] = e end }))
    local result = assert(task:await(120))
    local rank, last, downloaded = {}, 0, false
    for index, name in ipairs(data.phases) do rank[name] = index end
    for index = 1, #seen - 1 do
        equal(seen[index].type, "PROGRESS")
        assert(rank[seen[index].phase] >= last, "phases out of order")
        last, downloaded = rank[seen[index].phase], downloaded or seen[index].phase == "DOWNLOADING"
    end
    assert(downloaded and seen[#seen].type == "DONE" and seen[#seen].task == task)
    equal(content(result.file):sub(data.magic_at + 1, data.magic_at + 4), data.magic)
    assert(result.remote_id:find(data.id_contains, 1, true))
    equal(result.json.videoId, result.remote_id)
    equal(task:await(0), result)
    one:close()
end)

check("local-file", function(data)
    local one = client()
    local function params(name) return { prompt = data.prompt, model = data.model, fileID = conch.file(FOLDER .. name) } end
    local task = assert(one:generate("video", params("/start.png")))
    local item = answer(one, "videos.get", { videoId = accepted(one, task) }).json
    assert(item.originFiles[1])
    task:cancel(conch.CANCEL.EVERYWHERE)
    local none, failure = assert(one:generate("video", params("/none.png"))):await(30)
    assert(none == nil and failure.status == conch.STATUS.E_FILE and failure.message:find("none.png"), tostring(failure))
    one:close()
end)

check("stream", function(data)
    local one, chunks, account, started = client(), {}, nil, {}
    for name in pairs(answer(one, "accounts.list").json) do account = name end
    for n = 1, data.jobs do
        local task = assert(one:generate("video", { prompt = data.prompt, account = account }))
        if n <= 3 then started[accepted(one, task)] = true end -- an account has three places; the others wait
    end
    local task = assert(one:list(data.operation, { account = account, limit = data.params.limit }, {
        on_event = function(event) if event.type == "CHUNK" then chunks[#chunks + 1] = event end end,
    }))
    local result, seen = assert(task:await(30)), {}
    assert(#chunks >= data.chunks)
    for _, item in ipairs(result.items) do
        assert(not seen[item.videoId])
        seen[item.videoId] = true
    end
    for id in pairs(started) do assert(seen[id], id) end
    equal(result.json.count, #result.items)
    equal(#assert(one:list(data.operation, { account = account }, { most = 2 })):await(30).items, 2)
    one:close()
end)

check("chat", function(data)
    local one, pieces = client(), {}
    local params = { prompt = data.params.prompt, stream = data.params.stream }
    params.account = next(answer(one, "accounts.list").json)
    local task = assert(one:generate("chat", params, {
        on_event = function(e) if e.chunk ~= "" then pieces[#pieces + 1] = e.chunk end end,
    }))
    assert(task:await(30))
    assert(#pieces >= data.pieces and table.concat(pieces):find("%S"))
    one:close()
end)

check("kinds", function(data)
    local one = client()
    local account = next(answer(one, "accounts.list").json)
    local function first(operation)
        return assert(assert(one:list(operation, { account = account }, { most = 1 })):await(30)).items[1]
    end
    local stands_for = { account = account, voice = first("audio.voices").voice_id, template = first("videos.templates").id }
    for _, job in ipairs(data.jobs) do
        local pieces = {}
        local params = conch.json.decode((job.params:gsub("%$(%w+)", stands_for)))
        local task = assert(one:generate(job.kind, params, {
            on_event = function(event) if event.chunk ~= "" then pieces[#pieces + 1] = event.chunk end end,
        }))
        local file = assert(task:await(120)).file
        local content = assert(io.open(file, "rb")):read("*a")
        assert(file:sub(-#job.ending) == job.ending and #content > data.bytes, file)
        assert(#pieces >= job.pieces and (job.pieces == 0 or table.concat(pieces) == content), job.kind)
    end
    one:close()
end)

check("webhook", function(data)
    local one = client()
    local url = assert(one:listen())
    assert(url:find("^http://127.0.0.1:") and assert(one:listen()) ~= url)
    assert(one:stop_listening() and one:stop_listening())
    equal("CONCH_" .. select(2, conch.parse_webhook(data.body)).name, data.status)
    equal("CONCH_" .. select(2, one:deliver(data.body)).name, data.status)
    local task = assert(one:generate("video", { prompt = data.prompt }))
    local item = answer(one, "videos.get", { videoId = accepted(one, task) })
    local said = conch.parse_webhook(item.text)
    assert(said.kind == "video" and said.id == item.json.videoId and said.final == false)
    assert(one:deliver(item.text))
    task:cancel(conch.CANCEL.EVERYWHERE)
    task:await(10)
    one:close()
end)

for name, where in pairs({ ["cancel-here"] = "HERE", ["cancel-everywhere"] = "EVERYWHERE" }) do
    check(name, function(data)
        local one = client()
        local task = assert(one:generate("video", { prompt = data.prompt }))
        local remote = accepted(one, task)
        assert(task:cancel(conch.CANCEL[where]) and task:cancel(conch.CANCEL[where]))
        local none, failure = task:await(10)
        assert(none == nil)
        equal("CONCH_" .. failure.name, data.status)
        equal(answer(one, "videos.get", { videoId = remote }).json.statusFinal, where == "EVERYWHERE")
        answer(one, "videos.cancel", { videoId = remote })
        one:close()
    end)
end

check("polling", function(data)
    local one = client()
    local task = assert(one:call(data.operation))
    local until_when = os.time() + 30
    while task:state().phase ~= "ENDED" do assert(os.time() < until_when) end
    assert(not task.done)
    assert(one:update() >= 1 and task.done and one:update() == 0)
    one:close()
end)

check("many", function(data)
    local one, accounts, tasks = client(), {}, {}
    for account in pairs(answer(one, "accounts.list").json) do accounts[#accounts + 1] = account end
    for n = 1, data.count do
        local account = accounts[n % #accounts + 1]
        tasks[n] = { assert(one:call(data.operation, { account = account })), account }
    end
    for _, pair in ipairs(tasks) do assert(assert(pair[1]:await(120)).text:find(pair[2], 1, true)) end
    one:close()
end)

check("text", function(data)
    local one = client()
    local where = FOLDER .. "/" .. data.folder
    local task = assert(one:generate("video", { prompt = data.prompt }, { directory = where, file_name = data.file }))
    local result = assert(task:await(120))
    equal(result.file, where .. "/" .. data.file)
    assert(#content(result.file) > 1000)
    equal(result.json.desc, data.prompt)
    local none, failure = one:generate("video", { prompt = "\255" })
    assert(none == nil and failure.status == conch.STATUS.E_INVALID, tostring(failure))
    one:close()
end)

check("big-ids", function(data)
    local text, back = ffi.new("char[?]", raw.CONCH_TASK_TEXT_SIZE), ffi.new("conch_task[1]")
    for _, number in ipairs(data.numbers) do
        equal(C.conch_task_from_text(number, back), 0)
        equal(tostring(back[0]), number .. "ULL")
        equal(C.conch_task_to_text(back[0], text, raw.CONCH_TASK_TEXT_SIZE), 0)
        equal(ffi.string(text), number)
    end
    equal(tostring(json.decode("[12345678901234567]")[1]), "12345678901234567LL")
    equal(json.encode({ id = 12345678901234567LL }), '{"id":12345678901234567}')
end)

check("errors-local", function(data)
    local one = client()
    local none, failure = one:generate("video", data.params)
    assert(none == nil)
    equal("CONCH_" .. failure.name, data.status)
    equal(failure.field, data.field)
    equal(failure.violations[1].rule, data.rule)
    assert(failure.violations[1].allowed and failure.violations[1].given and tostring(failure):find(failure.message, 1, true))
    equal(select(2, one:call("no.such")).status, conch.STATUS.E_NOT_FOUND)
    equal(select(2, one:generate("no-such", {})).status, conch.STATUS.E_NOT_FOUND)
    one:close()
end)

check("errors-remote", function(data)
    local one = client()
    local _, failure = assert(one:generate("video", { prompt = data.prompt })):await(30)
    equal("CONCH_" .. failure.name, data.status)
    equal(failure.http_code, data.http)
    assert(failure.body ~= "" and not failure.retriable)
    one:close()
    one = client({ api_token = data.bad_token })
    _, failure = assert(one:call("accounts.list")):await(30)
    equal("CONCH_" .. failure.name, data.token_status)
    equal(failure.http_code, data.token_http)
    assert(not (tostring(failure) .. failure.body):find(data.bad_token, 1, true))
    one:close()
end)

check("callback-error", function(data)
    local one, seen, errors, tasks = client(), 0, 0, {}
    for n = 1, data.count do
        tasks[n] = assert(one:call(data.operation, nil, { on_event = function(event)
            if event.type ~= "DONE" then return end
            if n % 2 == 0 then error("mishap") end
            seen = seen + 1
        end }))
    end
    local until_when = os.time() + 30
    while next(one.tasks) do
        assert(os.time() < until_when)
        local good, trouble = pcall(one.update, one)
        if not good then
            assert(tostring(trouble):find("mishap"))
            errors = errors + 1
        end
    end
    equal(errors, data.count / 2)
    equal(seen, data.count / 2)
    one:close()
end)

check("destroy-busy", function(data)
    local one, late, tasks = client(), 0, {}
    local function count() late = late + 1 end
    for _ = 1, data.jobs do tasks[#tasks + 1] = assert(one:generate("video", STUCK, { on_event = count })) end
    for _ = 1, data.calls do tasks[#tasks + 1] = assert(one:call("accounts.list", nil, { on_event = count })) end
    local before = os.time()
    one:close()
    assert(os.time() - before <= data.seconds)
    equal(late, 0)
    for _, task in ipairs(tasks) do assert(task.done) end
    equal(conch.thread_count(), 0)
end)

check("closed", function()
    local one = client()
    local task = assert(one:call("accounts.list"))
    assert(task:await(30))
    one:close()
    one:close()
    equal(select(2, one:call("accounts.list")).status, conch.STATUS.E_HANDLE)
    equal(select(2, one:update()).status, conch.STATUS.E_HANDLE)
    equal(select(2, task:state()).status, conch.STATUS.E_HANDLE)
    equal(task:await().http_code, 200)
end)

check("exit", function(data)
    local script = FOLDER .. "/exit.lua"
    for _, ending in ipairs({ "os.exit(%d)", "os.exit(%d, true)", "kept = one; collectgarbage(); os.exit(%d, true)" }) do
        local file = assert(io.open(script, "w"))
        file:write(([[
            local conch = require("conch")
            local one = conch.client({ api_token = "t", base_url = %q, download_directory = %q })
            for n = 1, 3 do one:generate("video", { prompt = %q }, { on_event = print }) end
        ]]):format(URL, FOLDER, data.prompt), ending:format(data.code))
        file:close()
        local before = os.time()
        local pipe = io.popen(("luajit %s 2>&1; echo code=$?"):format(script))
        equal(pipe:read("*a"), "code=" .. data.code .. "\n")
        pipe:close()
        assert(os.time() - before < 20)
    end
end)

check("gc", function(data)
    local one, seen = client(), 0
    collectgarbage("setpause", 1)
    for _ = 1, data.count do
        one:call(data.operation, nil, { on_event = function(e) seen = seen + (e.type == "DONE" and 1 or 0) end })
        collectgarbage()
    end
    while next(one.tasks) do
        one:wait(select(2, next(one.tasks)), 1)
        collectgarbage()
    end
    collectgarbage("setpause", 200)
    equal(seen, data.count)
    one:close()
    client():generate("video", STUCK)
    one = nil
    collectgarbage()
    collectgarbage()
    equal(conch.thread_count(), 0)
end)

check("loop", function(data)
    local one, finished = client(), 0
    for _ = 1, data.count do
        one:run(function()
            local result = assert(assert(one:call(data.operation)):await())
            equal(result.http_code, 200)
            finished = finished + 1
        end)
    end
    equal(finished, 0)
    assert(one:wait(nil, 30))
    equal(finished, data.count)
    one:run(function()
        assert(assert(one:call(data.operation)):await())
        error("mishap in a coroutine")
    end)
    local good, trouble = pcall(one.wait, one, nil, 30)
    assert(not good and trouble:find("mishap in a coroutine") and trouble:find("traceback"), trouble)
    assert(one:wait(nil, 1))
    one:close()
end)

check("journal", function(data)
    local kept = { state_directory = FOLDER .. "/journal" }
    local first = client(kept)
    local remote = accepted(first, assert(first:generate("video", { prompt = data.prompt })))
    first:close()
    local second, ends = client(kept), 0
    local found = assert(second:jobs{ state = data.state }):await(30).json.jobs
    equal(#found, 1)
    equal(found[1].prompt, data.prompt)
    equal(found[1].owner .. found[1].remoteIds[1], "none" .. remote)
    local restoring = assert(second:restore(nil, {
        on_event = function(event) if event.type == "DONE" then ends = ends + 1 end end,
    }))
    equal(restoring:await(30).json.left, 0)
    local job = restoring.restored[1]
    equal(accepted(second, job), remote)
    job:cancel(conch.CANCEL.EVERYWHERE)
    equal("CONCH_" .. select(2, job:await(30)).name, data.status)
    equal(ends, 2) -- of the restore and of the job
    equal(#assert(second:restore()):await(30).json.restored, 0)
    assert(assert(second:forget(found[1].job)):await(30))
    equal(#assert(second:jobs()):await(30).json.jobs, 0)
    assert(second:pause())
    local waiting = assert(second:generate("video", { prompt = data.prompt }, { priority = 3 }))
    while waiting:state().phase ~= "WAITING" do second:wait(waiting, 0.01) end
    assert(second:resume())
    accepted(second, waiting)
    waiting:cancel(conch.CANCEL.EVERYWHERE)
    waiting:await(30)
    second:close()
end)

check("catalog", function(data)
    local found = conch.catalog()
    assert(#found.operations > 40 and found.models)
    equal(#conch.validate(data.kind, data.params), 0)
    equal(conch.validate(data.kind, {})[1].rule, "required")
    equal(conch.estimate(data.kind, data.params), data.credits)
    local unknown, why = conch.estimate("video", { prompt = "x" })
    assert(unknown == nil and #why > 10)
end)

check("params", function()
    local operations = {}
    for _, operation in ipairs(conch.catalog().operations) do operations[operation.name] = operation end
    for _, kind in ipairs(MODEL.kinds) do
        local known, names = {}, conch.params[kind.name].names
        for _, p in ipairs(operations[kind.operation].parameters) do known[p.name] = p end
        equal(#names, #kind.parameters)
        for _, name in ipairs(names) do assert(known[name] or known[(name:gsub("%d+$", ""))], name) end
        equal(conch.params[kind.name].kind, kind.value)
    end
    equal(json.encode({ prompt = "p", fileID = conch.file("a.png") }), '{"fileID":{"path":"a.png"},"prompt":"p"}')
end)

-- --- what only Lua has

check("lua-reentrance", function()
    local one, found = client(), {}
    local task = assert(one:call("accounts.list", nil, { on_event = function(event)
        if event.type == "DONE" then found[1] = select(2, one:update()).status end
    end }))
    assert(task:await(30))
    equal(found[1], conch.STATUS.E_REENTRANT)
    assert(one:call("accounts.list", nil, { on_event = function() one:close() end }))
    local until_when = os.time() + 30
    while one.handle do
        assert(os.time() < until_when)
        one:update()
    end
    equal(conch.thread_count(), 0)
end)

check("lua-frames", function()
    -- What a game does: `update` in a loop that gets compiled long before the first event comes.
    local one, events = client(), 0
    for _ = 1, 10000 do
        one:update()
    end
    one:generate("video", STUCK, { on_event = function() events = events + 1 end })
    local until_when = os.time() + 30
    while events < 2 do
        assert(os.time() < until_when)
        one:update()
    end
    one:close()
end)

check("lua-json", function()
    local text = '{"a":[1,2.5,-3e2,[],{}],"b":"\\u00e9\\ud83d\\udc1a\\n\\"q\\\\u0041\\/","n":null,"t":true}'
    local value = json.decode(text)
    equal(value.b, 'é🐚\n"q\\u0041/')
    equal(value.n, json.null)
    equal(value.a[3], -300)
    equal(json.encode(value), '{"a":[1,2.5,-300,[],{}],"b":"é🐚\\n\\"q\\\\u0041/","n":null,"t":true}')
    equal(json.encode(json.array({})), "[]")
    equal(json.decode('"\\ud83d."'), "\239\191\189.")
    for _, bad in ipairs({ "{", "[1,]", '{"a"}', "tru", '"x', "1 2", "", "[1}", ("["):rep(300), "nan" }) do
        assert(not pcall(json.decode, bad), bad)
    end
    assert(not pcall(json.encode, { 0 / 0 }) and not pcall(json.encode, { print }))
end)

check("lua-emulator", function()
    local emulator = assert(conch.emulator({ speed = 600, seed = 7, program = os.getenv("CONCH_TEST_EMULATOR") }))
    local one = client({ base_url = emulator.base_url })
    equal(answer(one, "accounts.list").http_code, 200)
    one:close()
    emulator:stop()
    emulator:stop()
end)

local failed = false
local data_of = {}
for _, behaviour in ipairs(BEHAVIOURS) do data_of[behaviour.id] = behaviour.with or {} end
for _, name in ipairs(order) do
    local good, trouble = xpcall(function() return checks[name](data_of[name]) end, debug.traceback)
    failed = failed or not good
    if good then print(trouble and "skip " .. name .. ": " .. trouble or "ok " .. name) else
        print(trouble)
        print("not ok " .. name .. ": " .. tostring(trouble):gsub("\n.*", ""))
    end
    io.stdout:flush()
end
os.exit(failed and 1 or 0)
