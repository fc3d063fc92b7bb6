// Finds and loads libconch.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const koffi = require('koffi');
const raw = require('./raw.js');

const FILE_NAME = { win32: 'conch.dll', darwin: 'libconch.1.dylib' }[process.platform] || 'libconch.so.1';

let loaded = null;

/** Where libconch is looked for: the environment's word, then the packaged file, then the system's. */
function candidates() {
  if (process.env.CONCH_LIBRARY) return [process.env.CONCH_LIBRARY];
  const packaged = path.join(__dirname, 'lib', FILE_NAME);
  return (fs.existsSync(packaged) ? [packaged] : []).concat(FILE_NAME);
}

function open(file) {
  const library = koffi.load(file);
  const version = library.func('int32_t conch_version(void)')();
  if (version < raw.CONCH_VERSION || Math.floor(version / 1e6) !== Math.floor(raw.CONCH_VERSION / 1e6)) {
    const text = library.func('const char *conch_version_string(void)')();
    throw new Error(`${file} is libconch ${text}; this package needs ${raw.HEADER_VERSION} or a newer one of the same major ` +
      'version. CONCH_LIBRARY can name another library.');
  }
  raw.declareTypes(koffi);
  return { file, ...raw.declareFunctions(library) };
}

/** The functions of the library, loaded on first use. */
exports.library = function library() {
  if (loaded) return loaded;
  const tried = [];
  for (const candidate of candidates()) {
    try {
      loaded = open(candidate);
      return loaded;
    } catch (reason) {
      if (!/load|open|found/i.test(reason.message) || /needs/.test(reason.message)) throw reason;
      tried.push(`${candidate}: ${reason.message}`);
    }
  }
  throw new Error(`libconch was not found. Install it, or set CONCH_LIBRARY to its path. Tried:\n  ${tried.join('\n  ')}`);
};

/** The bytes behind one of the functions that tell their length too. */
exports.bytesOf = function bytesOf(read, ...parameters) {
  const size = [0];
  const start = read(...parameters, size);
  const count = Number(size[0]);
  return start && count ? Buffer.from(koffi.decode(start, koffi.array('uint8_t', count, 'Typed'))) : Buffer.alloc(0);
};

exports.textOf = (read, ...parameters) => exports.bytesOf(read, ...parameters).toString('utf8');

/** A text that is ours to release. */
exports.taken = function taken(slot) {
  if (!slot[0]) return '';
  const text = koffi.decode(slot[0], 'char', -1);
  exports.library().conch_free(slot[0]);
  return text;
};

/** A struct with its defaults. */
exports.defaultsOf = function defaultsOf(name) {
  const struct = {};
  exports.library()[`${name}_init`](struct, koffi.sizeof(name));
  return struct;
};
