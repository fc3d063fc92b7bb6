/**
 * @file conch/export.h
 * @brief How symbols leave the library and how functions are called. Nothing here is for direct use.
 */
#ifndef CONCH_EXPORT_H
#define CONCH_EXPORT_H

#if defined(_WIN32)
#define CONCH_CALL __cdecl
#if defined(CONCH_BUILDING)
#define CONCH_API __declspec(dllexport)
#else
#define CONCH_API __declspec(dllimport)
#endif
#else
#define CONCH_CALL
#if defined(CONCH_BUILDING)
#define CONCH_API __attribute__((visibility("default")))
#else
#define CONCH_API
#endif
#endif

#if defined(__cplusplus)
#define CONCH_BEGIN_DECLS extern "C" {
#define CONCH_END_DECLS }
#else
#define CONCH_BEGIN_DECLS
#define CONCH_END_DECLS
#endif

#endif
