#pragma once

#include <string>
#include <vector>

/**
 * libconch for engines whose scripts read JSON: words in, a JSON object out. One entry for all, so that an engine's own
 * interface is needed for nothing but texts.
 *
 * | words | answer |
 * |---|---|
 * | `open`, base URL, token, account, directory, directory of the journal | `{"client":"1"}` |
 * | `generate`, client, number of the kind of job, parameters | `{"task":"18446744073709551615"}` |
 * | `call`, client, name of the operation, parameters | `{"task":…}` |
 * | `jobs`, client, filter | `{"task":…}` |
 * | `restore`, client, id of a job or nothing | `{"task":…}` |
 * | `next`, client | the next event, or `{}` |
 * | `cancel`, client, task, `here` or `everywhere` | `{}` |
 * | `close`, client | `{}` |
 * | `estimate`, name of the operation, parameters | `{"credits":4,"why":"…"}` |
 * | `version` | `{"version":"1.0.0"}` |
 *
 * What goes wrong answers with `{"error":{…}}`. Use it from one thread.
 */
namespace conch_godot {

std::string answer(const std::vector<std::string>& words);

/** Ends all clients that are still open; for the engine's own end. */
void close_all();

}  // namespace conch_godot
