/**
 * @file conch/operation.h
 * @brief The operations of the service, one number each.
 * @defgroup operation Operations
 *
 * Each number stands for one operation and is frozen for ever; new operations get new numbers. The same operations have
 * names (`videos.create`), which the command line and the bindings use. All parameters of each, with their limits, are
 * in the catalog and in the reference pages.
 *
 * *Decommissioned* means that the service's documents mark the operation as no longer offered: it can still be called,
 * and answers #CONCH_E_GONE or another error once the service has removed it.
 * @{
 */
#ifndef CONCH_OPERATION_H
#define CONCH_OPERATION_H

#include <stdint.h>

/** One of the constants below. @since 1.0 */
typedef int32_t conch_operation;

/** All operations. @since 1.0 */
enum {
    CONCH_OP_UNSET = 0, /**< none; no operation has this number */

    /** `accounts.list` - GET `/accounts`. Lists all configured accounts. */
    CONCH_OP_ACCOUNTS_LIST = 100,
    /** `accounts.get` - GET `/accounts/{account}`. Reads one configured account. */
    CONCH_OP_ACCOUNTS_GET = 101,
    /** `accounts.set` - POST `/accounts`. Adds an account or renews its login. */
    CONCH_OP_ACCOUNTS_SET = 102,
    /** `accounts.delete` - DELETE `/accounts/{account}`. Forgets a configured account. */
    CONCH_OP_ACCOUNTS_DELETE = 103,

    /** `features.get` - GET `/features`. Reads the plan of an account: credits left, queue length, what each model
     *  costs. */
    CONCH_OP_FEATURES_GET = 150,

    /** `files.upload` - POST `/files`. Uploads a picture for later use as fileID. */
    CONCH_OP_FILES_UPLOAD = 200,
    /** `files.list` - GET `/files`. Lists uploaded pictures that were used for a generation. The service retired it
     *  in March 2025: it returns an empty list. */
    CONCH_OP_FILES_LIST = 201,
    /** `files.delete` - DELETE `/files/{fileID}`. Deletes an uploaded file. */
    CONCH_OP_FILES_DELETE = 202,

    /** `videos.create` - POST `/videos/create`. Starts a video from text, a picture, two pictures or a subject. */
    CONCH_OP_VIDEOS_CREATE = 300,
    /** `videos.get` - GET `/videos/{videoId}`. Reads a video: status, progress and addresses of the result. */
    CONCH_OP_VIDEOS_GET = 301,
    /** `videos.list` - GET `/videos`. Lists the videos of an account, newest first, with those that were started by
     *  hand on the site. */
    CONCH_OP_VIDEOS_LIST = 302,
    /** `videos.delete` - DELETE `/videos/{videoId}`. Deletes a video. */
    CONCH_OP_VIDEOS_DELETE = 303,
    /** `videos.cancel` - POST `/videos/cancel`. Asks the provider to stop a running video. */
    CONCH_OP_VIDEOS_CANCEL = 304,
    /** `videos.characters` - GET `/videos/characters`. Lists the saved characters; the fileID of one can be used as a
     *  subject. */
    CONCH_OP_VIDEOS_CHARACTERS = 305,
    /** `videos.templates` - GET `/videos/agent-templates`. Lists the agent's video templates, or reads one with its
     *  price and inputs. */
    CONCH_OP_VIDEOS_TEMPLATES = 306,
    /** `videos.create_from_template` - POST `/videos/agent-create`. Makes a video from a template; the answer is a
     *  stream of steps. */
    CONCH_OP_VIDEOS_CREATE_FROM_TEMPLATE = 307,

    /** `images.create` - POST `/images/create`. Starts one to four images. */
    CONCH_OP_IMAGES_CREATE = 400,
    /** `images.get` - GET `/images/{imageId}`. Reads an image: status, progress and addresses of the result. */
    CONCH_OP_IMAGES_GET = 401,
    /** `images.list` - GET `/images`. Lists the images of an account, newest first. */
    CONCH_OP_IMAGES_LIST = 402,
    /** `images.delete` - DELETE `/images/{imageId}`. Hides an image from the list; it can still be read by its id. */
    CONCH_OP_IMAGES_DELETE = 403,

    /** `agent.run` - POST `/agent`. Gives a task in plain words to the agent, which may make videos, images, speech
     *  and music. */
    CONCH_OP_AGENT_RUN = 500,
    /** `agent.get` - GET `/agent/{jobId}`. Reads an agent's job in any state; jobs are kept for 31 days. */
    CONCH_OP_AGENT_GET = 501,
    /** `agent.jobs` - GET `/agent/jobs`. Lists the agent's running jobs by account. */
    CONCH_OP_AGENT_JOBS = 502,

    /** `scheduler.list` - GET `/scheduler`. Lists the running videos and images that were started through the API. */
    CONCH_OP_SCHEDULER_LIST = 600,
    /** `scheduler.available` - GET `/scheduler/available`. Says how many videos each account could start now. */
    CONCH_OP_SCHEDULER_AVAILABLE = 601,
    /** `scheduler.remove` - DELETE `/scheduler/{id}`. Stops following a job and frees its place; the generation
     *  itself goes on. */
    CONCH_OP_SCHEDULER_REMOVE = 602,

    /** `llm.send` - POST `/llm`. Sends a message to the chat model, in a new thread or an old one. Decommissioned. */
    CONCH_OP_LLM_SEND = 700,
    /** `llm.list` - GET `/llm`. Lists the chat threads of an account. Decommissioned. */
    CONCH_OP_LLM_LIST = 701,
    /** `llm.get` - GET `/llm/{chatID}`. Reads all messages of a chat thread. Decommissioned. */
    CONCH_OP_LLM_GET = 702,
    /** `llm.delete` - DELETE `/llm`. Deletes chat threads or messages. Decommissioned. */
    CONCH_OP_LLM_DELETE = 703,

    /** `audio.create_mp3` - POST `/audio/create-mp3`. Speaks a short text into an MP3 file. Decommissioned. */
    CONCH_OP_AUDIO_CREATE_MP3 = 800,
    /** `audio.create_stream` - POST `/audio/create-stream`. Prepares a longer text for speaking over audio.stream.
     *  Decommissioned. */
    CONCH_OP_AUDIO_CREATE_STREAM = 801,
    /** `audio.stream` - WSS `/audio/wss`. Receives speech while it is made, over a WebSocket. Decommissioned. */
    CONCH_OP_AUDIO_STREAM = 802,
    /** `audio.list` - GET `/audio`. Lists the spoken clips of an account. Decommissioned. */
    CONCH_OP_AUDIO_LIST = 803,
    /** `audio.get` - GET `/audio/{audio_id}`. Reads a spoken clip with its text, voice and effects. Decommissioned. */
    CONCH_OP_AUDIO_GET = 804,
    /** `audio.delete` - DELETE `/audio/{audio_id}`. Deletes a spoken clip. Decommissioned. */
    CONCH_OP_AUDIO_DELETE = 805,
    /** `audio.voices` - GET `/audio/voices`. Lists the system's voices, or the cloned ones. Decommissioned. */
    CONCH_OP_AUDIO_VOICES = 806,
    /** `audio.config` - GET `/audio/config`. Reads the emotions, languages and voice tags that the audio operations
     *  take. Decommissioned. */
    CONCH_OP_AUDIO_CONFIG = 807,
    /** `audio.upload_sample` - POST `/audio/upload-sample`. Uploads a recording for cloning a voice, 10 to 60 seconds
     *  long. Decommissioned. */
    CONCH_OP_AUDIO_UPLOAD_SAMPLE = 808,
    /** `audio.clone_voice` - POST `/audio/clone-voice`. Makes a voice from uploaded recordings; an account keeps up
     *  to four. Decommissioned. */
    CONCH_OP_AUDIO_CLONE_VOICE = 809,
    /** `audio.delete_voice` - POST `/audio/delete-voice`. Deletes a cloned voice. Decommissioned. */
    CONCH_OP_AUDIO_DELETE_VOICE = 810,

    /** `music.create` - GET `/music/create`. Makes a song of up to 60 seconds. It is a GET that creates: never repeat
     *  it blindly. Decommissioned. */
    CONCH_OP_MUSIC_CREATE = 900,
    /** `music.get` - GET `/music/{musicId}`. Reads a song. Decommissioned. */
    CONCH_OP_MUSIC_GET = 901,
    /** `music.list` - GET `/music`. Lists the songs of an account; moderated ones are not shown. Decommissioned. */
    CONCH_OP_MUSIC_LIST = 902,
    /** `music.styles` - GET `/music/styles`. Lists the styles for music.create. Decommissioned. */
    CONCH_OP_MUSIC_STYLES = 903,

    CONCH_OP_FORCE_32 = 0x7FFFFFFF /**< fixes the width of the enumeration; not an operation */
};

/** @} */
#endif
