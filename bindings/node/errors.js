// Failures, with everything that is known about them.
'use strict';

const { library, textOf } = require('./library.js');
const { Status } = require('./raw.js');

const NAMES = Object.fromEntries(Object.entries(Status).map(([name, value]) => [value, name]));

class ConchError extends Error {
  constructor(status, message, details = {}) {
    super(message || library().conch_status_message(status));
    this.name = 'ConchError';
    this.status = status;
    this.code = NAMES[status] || `UNKNOWN_${status}`;
    Object.assign(this, { field: '', violations: [], httpCode: 0, serviceCode: 0, retriable: false, retryAfter: null, body: '' },
      details);
  }
}

/** What a conch_error says; it stays whose it is. */
function readError(error) {
  const api = library();
  const wait = Number(api.conch_error_retry_after_ms(error));
  return new ConchError(api.conch_error_status(error), textOf(api.conch_error_message, error), {
    field: textOf(api.conch_error_field, error),
    violations: JSON.parse(textOf(api.conch_error_violations, error) || '[]'),
    httpCode: api.conch_error_http_code(error),
    serviceCode: Number(api.conch_error_service_code(error)),
    retriable: api.conch_error_retriable(error) !== 0,
    retryAfter: wait < 0 ? null : wait / 1000,
    body: textOf(api.conch_error_body, error),
  });
}

/** The same for one that is ours to release; the bare status will do where there is none. */
function takeError(slot, status) {
  if (!slot[0]) return new ConchError(status);
  try {
    return readError(slot[0]);
  } finally {
    library().conch_error_destroy(slot[0]);
  }
}

function check(status) {
  if (status < 0) throw new ConchError(status);
}

module.exports = { ConchError, readError, takeError, check };
