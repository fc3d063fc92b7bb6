class_name ConchClient
extends Node
## Videos, pictures, speech and music by the MiniMax/Hailuo service of useapi.net, as a node with signals.
##
## Nothing here waits: the network is a thread of libconch's own, and _process() only picks up what has happened.

## What a task is doing: phase, percent (-1: unknown), remaining_ms (-1: unknown), message, remote_id.
signal progress(task, event)
## A piece of a stream: chunk (a PackedByteArray) and json.
signal chunk(task, event)
## The end: files (paths), json, remote_id.
signal done(task, result)
## The other end: message, name, status, field, violations, http_code, retriable, retry_after_ms.
signal failed(task, error)

enum Job { VIDEO = 1, IMAGE = 2, AGENT = 3, SPEECH = 4, MUSIC = 5, CHAT = 6, TEMPLATE_VIDEO = 7, SPEECH_STREAM = 8 }

const MOST_EVENTS = 16 # a frame; the others come with the next one
const SEPARATOR = "\u001f"

## "emulator:" needs no account and costs nothing; empty: the real service.
@export var base_url := "emulator:"
@export var account := ""
@export var directory := "user://made"
## Where libconch remembers what was asked for, so that it is found again after a restart.
@export var journal := "user://journal"
## Not exported, so that it is never saved with a scene.
var api_token = ""

## By name: milliseconds that the longest call of each kind has kept this thread.
var longest = {}

var _native = null
var _client = ""


## Asks for a job; params have the service's own names. Returns the task's number as text, "" when it was refused, which
## `failed` tells at once. A local file is {"path": "/home/me/shell.png"}.
func generate(kind, params):
	return _started("generate", [str(kind), JSON.stringify(params)])


## Starts one operation of the service, e.g. call_operation("videos.list").
func call_operation(name, params = {}):
	return _started("call", [name, JSON.stringify(params)])


## Ends a task here, or at the service too. It tells so with `failed`.
func cancel(task, everywhere = false):
	if _client != "":
		_ask(["cancel", _client, task, "everywhere" if everywhere else "here"])


## Brings back what was on the way when the last run ended, however it ended. `done` tells of it: result["json"]["restored"]
## is a list of {task, job, kind}; afterwards these tasks have signals of their own.
func restore(job = ""):
	return _started("restore", [job])


## Reads the journal: result["json"]["jobs"] of `done`, newest first. Filter: state ("unfinished", "ended"), job, limit.
func jobs(filter = {}):
	return _started("jobs", [JSON.stringify(filter)])


## What a request would cost: {credits (-1: unknown), why}.
func estimate(operation, params):
	return _ask(["estimate", operation, JSON.stringify(params)])


## Cancels everything here; jobs at the service live on. The next task connects again.
func close():
	if _client != "":
		_ask(["close", _client])
		_client = ""


func _started(what, words):
	var refused = _open()
	if refused == null:
		var answer = _ask([what, _client] + words)
		if not answer.has("error"):
			return answer["task"]
		refused = answer["error"]
	failed.emit("", refused)
	return ""


## Connects, unless it is connected; what went wrong, or null.
func _open():
	if _client != "":
		return null
	DirAccess.make_dir_recursive_absolute(directory)
	var answer = _ask(["open", base_url, api_token, account, ProjectSettings.globalize_path(directory),
		ProjectSettings.globalize_path(journal)])
	if answer.has("error"):
		return answer["error"]
	_client = answer["client"]
	return null


func _process(_delta):
	var count = 0
	while _client != "" and count < MOST_EVENTS:
		var event = _ask(["next", _client])
		if not event.has("type"):
			return
		_tell(event)
		count += 1


func _tell(event):
	var task = event["task"]
	match event["type"]:
		"progress":
			progress.emit(task, event)
		"chunk":
			event["chunk"] = Marshalls.base64_to_raw(event["chunk"])
			chunk.emit(task, event)
		"done":
			if event.has("error"):
				failed.emit(task, event["error"])
			else:
				done.emit(task, event)


func _exit_tree():
	close()


func _ask(words):
	if _native == null:
		if not ClassDB.class_exists("ConchNative"):
			return {"error": {"name": "E_UNSUPPORTED", "message": "addons/conch/bin has no library for this system"}}
		_native = ClassDB.instantiate("ConchNative")
	var before = Time.get_ticks_usec()
	var text = _native.ask(SEPARATOR.join(PackedStringArray(words)))
	var took = (Time.get_ticks_usec() - before) / 1000.0
	longest[words[0]] = max(longest.get(words[0], 0.0), took)
	return JSON.parse_string(text)
