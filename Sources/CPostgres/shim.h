#ifndef LIANFANG_CPOSTGRES_SHIM_H
#define LIANFANG_CPOSTGRES_SHIM_H

#include <libpq-fe.h>

// The field codes are character macros that Swift does not import.
static inline const char *cpostgres_sqlstate(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}
static inline const char *cpostgres_message(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
}

static inline void cpostgres_ignore_notice(void *context, const PGresult *notice) {
    (void)context;
    (void)notice;
}

// Left alone, libpq prints notices to the standard error stream.
static inline void cpostgres_silence_notices(PGconn *connection) {
    PQsetNoticeReceiver(connection, cpostgres_ignore_notice, NULL);
}

#endif
