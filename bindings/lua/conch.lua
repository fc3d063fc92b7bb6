--- MiniMax/Hailuo generation by the useapi.net service, for LuaJIT: LÖVE, Luanti, OpenResty and the like.
--
-- Nothing of this ever calls into Lua from C: no callback to be collected, compiled or run on a foreign thread.
-- Give the client a turn once a frame with `client:update()`; there callbacks and coroutines run.
--
-- What can go wrong returns nil and an error: a table with `status`, `name`, `message`, `field`, `violations`,
-- `http_code`, `service_code`, `retriable`, `retry_after` (seconds) and `body`.

local ffi = require("ffi")
local json = require("conch.json")
local params = require("conch.params")
local raw = require("conch.raw")

local C -- the library, once it is loaded
local conch = { json = json, params = params, VERSION = raw.HEADER_VERSION }
for _, group in ipairs({ "STATUS", "EVENT", "PHASE", "CLIENT_FLAGS", "LOG", "OP", "CANCEL", "JOB" }) do
    conch[group] = raw[group]
end

local SLICE = 100 -- milliseconds inside the library in one go, so that Ctrl-C gets its turn

local function names_of(group)
    local names = {}
    for name, value in pairs(group) do names[value] = name end
    return names
end

local STATUS_NAMES, EVENT_NAMES, PHASE_NAMES = names_of(raw.STATUS), names_of(raw.EVENT), names_of(raw.PHASE)

-- --- the library

--- Loads the library; called by itself on first use. Looks at `path`, the variable CONCH_LIBRARY, beside this file, and
--- where the system has it.
function conch.load(path)
    if C then return C end
    local here = debug.getinfo(1, "S").source:match("^@(.*[/\\])") or "./"
    local name = ({ Windows = "conch.dll", OSX = "libconch.1.dylib" })[ffi.os] or "libconch.so.1"
    local tried = {}
    for _, candidate in ipairs({ path or os.getenv("CONCH_LIBRARY") or here .. name, name, "conch" }) do
        local found, library = pcall(ffi.load, candidate)
        if found then
            local version = library.conch_version()
            if version < raw.CONCH_VERSION or math.floor(version / 1000000) ~= math.floor(raw.CONCH_VERSION / 1000000) then
                error(candidate .. " is libconch " .. ffi.string(library.conch_version_string()) .. "; needed is "
                    .. raw.HEADER_VERSION .. " or a newer one of the same major version", 0)
            end
            C = library
            return C
        end
        tried[#tried + 1] = tostring(library)
        if path or os.getenv("CONCH_LIBRARY") then break end
    end
    error("libconch was not found. Install it, or set CONCH_LIBRARY to its path. Tried:\n  " .. table.concat(tried, "\n  "), 0)
end

local function library() return C or conch.load() end

--- The version of the library that was loaded.
function conch.library_version() return ffi.string(library().conch_version_string()) end

--- How many threads of the library exist: 0 when no client is open.
function conch.thread_count() return library().conch_debug_thread_count() end

-- --- errors

local Error = {}
Error.__index = Error
Error.__tostring = function(self) return self.message .. " [" .. self.name .. "]" end

local size = ffi.new("size_t[1]")

--- The text behind a function that tells its length too.
local function text_of(read, pointer, index)
    local start
    if index then start = read(pointer, index, size) else start = read(pointer, size) end
    return ffi.string(start, size[0])
end

local function new_error(status, message)
    return setmetatable({
        status = status, name = STATUS_NAMES[status] or ("UNKNOWN_" .. status),
        message = message or ffi.string(library().conch_status_message(status)), field = "", violations = {}, http_code = 0,
        service_code = 0, retriable = false, body = "",
    }, Error)
end

local function read_error(pointer)
    local found = new_error(C.conch_error_status(pointer), text_of(C.conch_error_message, pointer))
    local wait = tonumber(C.conch_error_retry_after_ms(pointer))
    found.field = text_of(C.conch_error_field, pointer)
    found.violations = json.decode(text_of(C.conch_error_violations, pointer))
    found.http_code = C.conch_error_http_code(pointer)
    found.service_code = tonumber(C.conch_error_service_code(pointer))
    found.retriable = C.conch_error_retriable(pointer) ~= 0
    found.retry_after = wait >= 0 and wait / 1000 or nil
    found.body = text_of(C.conch_error_body, pointer)
    return found
end

--- The same for one that is ours to release; the bare status will do where there is none.
local function take_error(slot, status)
    if slot[0] == nil then return new_error(status) end
    local found = read_error(slot[0])
    C.conch_error_destroy(slot[0])
    return found
end

-- --- tasks

local Task = {}
Task.__index = Task

--- Asks for an end, here or everywhere (`conch.CANCEL.EVERYWHERE`). Never blocks.
function Task:cancel(where)
    local status = C.conch_task_cancel(self.client.handle, self.id, where or raw.CANCEL.HERE)
    if status < 0 and status ~= raw.STATUS.E_NOT_FOUND then return nil, new_error(status) end
    return true
end

--- What the library knows at this moment, whether or not events are taken.
function Task:state()
    local info = ffi.new("conch_task_info")
    C.conch_task_info_init(info, ffi.sizeof(info))
    local status = C.conch_task_state(self.client.handle, self.id, info)
    if status < 0 then return nil, new_error(status) end
    local remaining = tonumber(info.remaining_ms)
    return {
        phase = PHASE_NAMES[info.phase] or "WORKING", status = info.status, percent = info.percent >= 0 and info.percent or nil,
        remaining = remaining >= 0 and remaining / 1000 or nil, elapsed = tonumber(info.elapsed_ms) / 1000,
        bytes = tonumber(info.bytes), bytes_total = tonumber(info.bytes_total),
    }
end

--- Inside a coroutine of `client:run`: sleeps until the task has ended. Elsewhere: waits, at most `timeout` seconds.
--- Returns the result, or nil and the error.
function Task:await(timeout)
    local running = coroutine.running()
    if running and self.client.coroutines[running] then
        while not self.done do
            self.client.coroutines[running] = self
            coroutine.yield(self)
        end
    elseif not self.client:wait(self, timeout) then
        return nil, new_error(raw.STATUS.E_TIMEOUT, "task " .. self.text .. " has not ended in time; it goes on")
    end
    if self.error then return nil, self.error end
    return self.result
end

-- --- the client

local Client = {}
Client.__index = Client

local function fill(struct, options, known)
    for name, value in pairs(options) do
        if not known[name] then error("there is no option '" .. tostring(name) .. "'", 3) end
        struct[name] = value
    end
end

--- A connection to the service: `conch.client{ api_token = "…", download_directory = "out" }`, or with
--- `base_url = "emulator:"` to the service's stand-in on this machine. The options are those of conch_client_options, and
--- `on_event`, for events of tasks that have no callback of their own.
function conch.client(options)
    options = options or {}
    library()
    local struct = ffi.new("conch_client_options")
    C.conch_client_options_init(struct, ffi.sizeof(struct))
    local on_event = options.on_event
    local plain = {}
    for name, value in pairs(options) do if name ~= "on_event" then plain[name] = value end end
    fill(struct, plain, raw.FIELDS.conch_client_options)
    local handle, slot = ffi.new("conch_client *[1]"), ffi.new("conch_error *[1]")
    local status = C.conch_client_create(struct, handle, slot)
    if status < 0 then return nil, take_error(slot, status) end
    return setmetatable({
        handle = ffi.gc(handle[0], C.conch_client_destroy), on_event = on_event, tasks = {}, coroutines = {}, ready = {},
    }, Client)
end

local function start(self, submit, what, given, options, restores)
    options = options or {}
    local struct = ffi.new("conch_task_options")
    C.conch_task_options_init(struct, ffi.sizeof(struct))
    struct.flags = (options.allow_unknown and raw.TASK_FLAGS.ALLOW_UNKNOWN or 0)
        + (options.download == false and raw.TASK_FLAGS.NO_DOWNLOAD or 0) + (options.overwrite and raw.TASK_FLAGS.OVERWRITE or 0)
    struct.deadline_ms, struct.priority = (options.deadline or 0) * 1000, options.priority or 0
    struct.directory, struct.file_name = options.directory, options.file_name
    local files = options.files or {}
    local array = ffi.new("const char *[?]", #files, files)
    struct.files, struct.file_count = array, #files
    local id, slot = ffi.new("conch_task[1]"), ffi.new("conch_error *[1]")
    local status = submit(self.handle, what, given and json.encode(given) or "{}", struct, id, slot)
    if status < 0 then return nil, take_error(slot, status) end
    local text = tostring(id[0]):match("%d+")
    local task = setmetatable({ client = self, id = id[0], text = text, done = false, on_event = options.on_event,
        restores = restores }, Task)
    self.tasks[text] = task
    return task
end

--- Starts a job: `client:generate("video", { prompt = "…" }, options)`. A local file is `conch.file("shell.png")`.
--- Options: directory, file_name, deadline (seconds), download = false, overwrite, allow_unknown, priority, on_event.
function Client:generate(kind, given, options)
    local number = type(kind) == "number" and kind or params[kind] and params[kind].kind
    if not number then return nil, new_error(raw.STATUS.E_NOT_FOUND, "there is no kind of job '" .. tostring(kind) .. "'") end
    return start(self, C.conch_generate, number, given, options)
end

--- Starts one operation of the service: `client:call("videos.list")`. Options: files, deadline, allow_unknown, on_event.
function Client:call(operation, given, options)
    local number = type(operation) == "number" and operation or C.conch_operation_from_name(operation)
    if number == raw.OP.UNSET then
        return nil, new_error(raw.STATUS.E_NOT_FOUND, "there is no operation '" .. tostring(operation) .. "'")
    end
    return start(self, C.conch_call, number, given, options)
end

--- Reads a whole list of the service, page by page: `client:list("videos.list", params, { most = 100 })`. One CHUNK event
--- a page, whose `event:items()` are the items; `result.items` has all of them.
function Client:list(operation, given, options)
    local most = options and options.most or 0
    local task, failure = start(self, function(handle, number, text, struct, id, slot)
        return C.conch_list(handle, number, text, most, struct, id, slot)
    end, C.conch_operation_from_name(operation), given, options)
    if task then task.items = {} end
    return task, failure
end

--- Reads the journal: jobs of this program, of others that run, and of those that ended, newest first, in
--- `result.json.jobs`. Nothing is asked of the service. Filter: state ("unfinished", "ended"), job, limit.
function Client:jobs(filter)
    return start(self, function(handle, _, text, ...) return C.conch_jobs_list(handle, text, ...) end, nil, filter)
end

--- Brings back unfinished jobs that nobody works on, or the one with this id. When the task has ended, `task.restored` are
--- the tasks of the jobs; `options.on_event` holds for all of them.
function Client:restore(job, options)
    return start(self, function(handle, _, _, ...) return C.conch_jobs_restore(handle, job, ...) end, nil, nil, options, true)
end

--- Takes a job out of the journal. Nothing happens at the service and to files.
function Client:forget(job)
    return start(self, function(handle, _, _, ...) return C.conch_job_forget(handle, job, ...) end)
end

local Event = {}
Event.__index = Event

--- The items of a page of a list.
function Event:items() return self.type == "CHUNK" and self.text ~= "" and json.decode(self.text) or {} end

local bytes_total = ffi.new("uint64_t[1]")

local function read_event(pointer)
    local percent, remaining = C.conch_event_percent(pointer), tonumber(C.conch_event_remaining_ms(pointer))
    local event = setmetatable({
        type = EVENT_NAMES[C.conch_event_type(pointer)] or "NONE", id = C.conch_event_task(pointer),
        status = C.conch_event_status(pointer), phase = PHASE_NAMES[C.conch_event_phase(pointer)] or "WORKING",
        percent = percent >= 0 and percent or nil, remaining = remaining >= 0 and remaining / 1000 or nil,
        message = text_of(C.conch_event_message, pointer), text = text_of(C.conch_event_json, pointer),
        chunk = text_of(C.conch_event_chunk, pointer), remote_id = text_of(C.conch_event_remote_id, pointer),
        http_code = C.conch_event_http_code(pointer), bytes = tonumber(C.conch_event_bytes(pointer, bytes_total)), files = {},
    }, Event)
    event.bytes_total = tonumber(bytes_total[0])
    for index = 1, tonumber(C.conch_event_file_count(pointer)) do
        event.files[index] = text_of(C.conch_event_file, pointer, index - 1)
    end
    local failure = C.conch_event_error(pointer)
    if failure ~= nil then event.error = read_error(failure) end
    return event
end

--- Restored jobs become tasks before their first events come.
local function welcome(self, task)
    task.restored = {}
    for index, item in ipairs(task.result.json.restored) do
        local id = ffi.new("conch_task[1]")
        C.conch_task_from_text(item.task, id)
        local restored = setmetatable({ client = self, id = id[0], text = item.task, done = false, on_event = task.on_event }, Task)
        self.tasks[item.task], task.restored[index] = restored, restored
    end
end

--- Keeps what the event says; the coroutines that wait for its task become ready.
local function deliver(self, event)
    local text = tostring(event.id):match("%d+")
    local task = self.tasks[text]
    event.task = task
    if task then
        task.last_event, task.phase, task.percent = event, event.phase, event.percent
        if event.remote_id ~= "" then task.remote_id = event.remote_id end
        if task.items then
            for _, item in ipairs(event:items()) do task.items[#task.items + 1] = item end
        end
        if event.type == "DONE" then
            self.tasks[text], task.done, task.error = nil, true, event.error
            if not event.error then
                task.result = { files = event.files, file = event.files[1], text = event.text, remote_id = event.remote_id,
                    http_code = event.http_code, items = task.items, json = event.text ~= "" and json.decode(event.text) or nil }
                if task.restores then welcome(self, task) end
            end
            for routine, waited in pairs(self.coroutines) do
                if waited == task then self.ready[#self.ready + 1] = routine end
            end
        end
    end
    return task and task.on_event or self.on_event
end

local function take(self, timeout_ms)
    local slot = ffi.new("const conch_event *[1]")
    local status = C.conch_client_next_event(self.handle, timeout_ms, slot)
    if status == raw.STATUS.OK and slot[0] ~= nil then return read_event(slot[0]) end
    if status < 0 then return nil, new_error(status) end
    return nil
end

local function resume(self, routine)
    self.coroutines[routine] = true
    local good, trouble = coroutine.resume(routine)
    if coroutine.status(routine) == "dead" then self.coroutines[routine] = nil end
    if not good then error(debug.traceback(routine, tostring(trouble)), 0) end
end

--- Runs host code for `update`, which must not be entered again meanwhile. Its error comes out; nothing is lost by it.
local function run_host(self, body, argument)
    self.updating = true
    local good, trouble = pcall(body, argument)
    self.updating = nil
    if not good then error(trouble, 0) end
end

local function turn(self, max, timeout_ms)
    if self.updating then
        return nil, new_error(raw.STATUS.E_REENTRANT, "a callback may not take events of its own client")
    end
    local count = 0
    while self.ready[1] or count < max do
        local routine = table.remove(self.ready, 1)
        if routine then
            run_host(self, function() resume(self, routine) end)
        else
            local event, failure = take(self, count == 0 and timeout_ms or 0)
            if not event then
                if failure and count == 0 then return nil, failure end
                return count
            end
            count = count + 1
            local callback = deliver(self, event)
            if callback then run_host(self, callback, event) end
        end
        if not self.handle then return count end -- closed by what has just run
    end
    return count
end

--- Takes the events that are there, at most `max`, and runs their callbacks and the coroutines that waited for them. Call
--- it once a frame. An error in one of those comes out of here; nothing is lost by it, the next call goes on.
--- Returns how many events were taken, or nil and an error.
function Client:update(max) return turn(self, max or math.huge, 0) end

--- Starts a function as a coroutine, in which `task:await()` sleeps instead of blocking. It is resumed by `update()`.
function Client:run(body)
    local routine = coroutine.create(body)
    resume(self, routine)
    return routine
end

--- Blocks until the task has ended, at most `timeout` seconds, running callbacks and coroutines; for programs without
--- frames. Without a task: until all coroutines have ended. Returns whether that happened.
function Client:wait(task, timeout)
    local left = timeout and timeout * 1000 or math.huge
    local function over()
        if task then return task.done end
        return next(self.coroutines) == nil
    end
    while not over() do
        if left <= 0 then return false end
        local slice = math.min(SLICE, left)
        local count, failure = turn(self, 1, slice)
        if not count then error(failure, 2) end
        if count == 0 then left = left - slice end
    end
    return true
end

--- Cancels everything here and ends the client. Jobs at the service live on; no callback or coroutine runs from now on.
function Client:close()
    if not self.handle then return end
    C.conch_client_close(self.handle)
    if not self.updating then -- what the tasks have to say last
        for _ = 1, 10 do
            local event, failure
            repeat
                event, failure = take(self, SLICE)
                if event then deliver(self, event) end
            until not event
            if failure or next(self.tasks) == nil then break end
        end
    end
    C.conch_client_destroy(ffi.gc(self.handle, nil))
    self.handle, self.coroutines, self.ready = nil, {}, {}
    for _, task in pairs(self.tasks) do
        task.done, task.error = true, new_error(raw.STATUS.E_CANCELLED)
    end
    self.tasks = {}
end

--- A file descriptor that is readable while events wait, for epoll and the like. Never read from it or close it.
function Client:wakeup_fd()
    local fd = ffi.new("int32_t[1]")
    local status = C.conch_client_wakeup_fd(self.handle, fd)
    if status < 0 then return nil, new_error(status) end
    return fd[0]
end

local function taken(slot)
    local text = slot[0] ~= nil and ffi.string(slot[0]) or ""
    C.conch_free(slot[0])
    return text
end

local function checked(status)
    if status < 0 then return nil, new_error(status) end
    return true
end

--- Holds back what costs: jobs that wait to be created stay waiting. Those that run are followed to their end.
function Client:pause() return checked(C.conch_client_pause(self.handle)) end

function Client:resume() return checked(C.conch_client_resume(self.handle)) end

--- Lets the service call back on news of jobs. Returns the address that jobs which start afterwards send as replyUrl.
--- Options: port, address, path, public_url.
function Client:listen(options)
    local struct = ffi.new("conch_webhook_options")
    C.conch_webhook_options_init(struct, ffi.sizeof(struct))
    fill(struct, options or {}, raw.FIELDS.conch_webhook_options)
    local url, slot = ffi.new("char *[1]"), ffi.new("conch_error *[1]")
    local status = C.conch_webhook_listen(self.handle, struct, url, slot)
    if status < 0 then return nil, take_error(slot, status) end
    return taken(url)
end

function Client:stop_listening() return checked(C.conch_webhook_stop(self.handle)) end

--- Hands over a callback that a server of your own received: the job it names is looked at now.
function Client:deliver(body) return checked(C.conch_webhook_deliver(self.handle, body, #body)) end

-- --- what needs no client

--- A file on this machine, where the service takes a file's id.
function conch.file(path) return { path = path } end

--- All operations, parameters, models, options and prices, for drop-downs and forms.
function conch.catalog() return json.decode(ffi.string(library().conch_catalog_json(size), size[0])) end

local function number_of(operation)
    if type(operation) == "number" then return operation end
    return params[operation] and library().conch_operation_from_name(params[operation].operation)
        or library().conch_operation_from_name(operation)
end

--- What a callback of the service says, for programs with a server of their own.
function conch.parse_webhook(body)
    local slot = ffi.new("char *[1]")
    local status = library().conch_webhook_parse(body, #body, slot)
    if status < 0 then return nil, new_error(status) end
    return json.decode(taken(slot))
end

--- What an account's address and login token say, without sending them anywhere.
function conch.inspect_account(url, token)
    local found, slot = ffi.new("char *[1]"), ffi.new("conch_error *[1]")
    local status = library().conch_account_inspect(url, token, found, slot)
    if status < 0 then return nil, take_error(slot, status) end
    return json.decode(taken(found))
end

--- Every rule that parameters break, without sending anything; {} when all is well. `what` is a kind or an operation.
function conch.validate(what, given)
    local slot = ffi.new("char *[1]")
    local status = library().conch_validate(number_of(what), json.encode(given or {}), 0, slot)
    local text = taken(slot)
    if status ~= raw.STATUS.OK and status ~= raw.STATUS.E_INVALID then return nil, new_error(status) end
    return json.decode(text)
end

--- The credits that a request would cost, or nil when they cannot be known; and how that was reckoned.
function conch.estimate(what, given)
    local credits, slot = ffi.new("int64_t[1]"), ffi.new("char *[1]")
    local status = library().conch_estimate(number_of(what), json.encode(given or {}), credits, slot)
    local why = taken(slot)
    if status < 0 then return nil, new_error(status) end
    return credits[0] >= 0 and tonumber(credits[0]) or nil, why
end

--- The service's stand-in on this machine, to share between clients: `conch.emulator{ speed = 60 }` has a `base_url`.
function conch.emulator(options)
    library()
    local struct = ffi.new("conch_emulator_options")
    C.conch_emulator_options_init(struct, ffi.sizeof(struct))
    fill(struct, options or {}, raw.FIELDS.conch_emulator_options)
    local handle, slot = ffi.new("conch_emulator *[1]"), ffi.new("conch_error *[1]")
    local status = C.conch_emulator_start(struct, handle, slot)
    if status < 0 then return nil, take_error(slot, status) end
    local emulator = { handle = ffi.gc(handle[0], C.conch_emulator_stop) }
    emulator.base_url = ffi.string(C.conch_emulator_base_url(emulator.handle))
    function emulator:stop()
        if self.handle then C.conch_emulator_stop(ffi.gc(self.handle, nil)) end
        self.handle = nil
    end
    return emulator
end

return conch
