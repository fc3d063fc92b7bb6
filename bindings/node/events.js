// What a task has to say.
'use strict';

const { library, bytesOf, textOf } = require('./library.js');
const { EventType, Phase } = require('./raw.js');
const { readError } = require('./errors.js');

const nameOf = (group, value, otherwise) => Object.keys(group).find((name) => group[name] === value) || otherwise;
const known = (value) => (value < 0 ? null : Number(value));

class Event {
  /** The service's JSON as an object; whole numbers above 2^53 lose digits there, `text` has them. */
  get json() {
    return this.text ? JSON.parse(this.text) : null;
  }

  get done() {
    return this.type === 'DONE';
  }
}

/** A conch_event with everything in it. Borrowed events end with the next one, so all is copied. */
function readEvent(pointer) {
  const api = library();
  const total = [0];
  const remaining = known(api.conch_event_remaining_ms(pointer));
  const error = api.conch_event_error(pointer);
  return Object.assign(new Event(), {
    type: nameOf(EventType, api.conch_event_type(pointer), 'NONE'),
    taskId: BigInt(api.conch_event_task(pointer)),
    status: api.conch_event_status(pointer),
    phase: nameOf(Phase, api.conch_event_phase(pointer), 'WORKING'),
    percent: known(api.conch_event_percent(pointer)),
    message: textOf(api.conch_event_message, pointer),
    text: textOf(api.conch_event_json, pointer),
    chunk: bytesOf(api.conch_event_chunk, pointer),
    files: Array.from({ length: Number(api.conch_event_file_count(pointer)) },
      (_, index) => textOf(api.conch_event_file, pointer, index)),
    remoteId: textOf(api.conch_event_remote_id, pointer),
    httpCode: api.conch_event_http_code(pointer),
    bytes: Number(api.conch_event_bytes(pointer, total)),
    bytesTotal: Number(total[0]) || null,
    remaining: remaining === null ? null : remaining / 1000,
    error: error ? readError(error) : null,
    task: null,
  });
}

module.exports = { readEvent, nameOf, known };
