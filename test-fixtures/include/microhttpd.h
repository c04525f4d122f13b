// A mock of GNU libmicrohttpd.
#pragma once

#include <stddef.h>
#include <stdint.h>

#define MHD_HTTP_OK 200

extern "C" {
struct MHD_Daemon;
struct MHD_Connection;
struct MHD_Response;
enum MHD_Result { MHD_NO = 0, MHD_YES = 1 };
enum MHD_FLAG { MHD_USE_INTERNAL_POLLING_THREAD = 8 };
enum MHD_OPTION { MHD_OPTION_END = 0, MHD_OPTION_NOTIFY_COMPLETED = 4 };
enum MHD_RequestTerminationCode { MHD_REQUEST_TERMINATED_COMPLETED_OK = 0 };
enum MHD_ResponseMemoryMode { MHD_RESPMEM_PERSISTENT, MHD_RESPMEM_MUST_FREE, MHD_RESPMEM_MUST_COPY };
typedef enum MHD_Result (*MHD_AcceptPolicyCallback)(void* cls, const struct sockaddr* address, unsigned length);
typedef enum MHD_Result (*MHD_AccessHandlerCallback)(void* cls, struct MHD_Connection* connection, const char* url,
                                                     const char* method, const char* version, const char* upload_data,
                                                     size_t* upload_data_size, void** con_cls);

struct MHD_Daemon* MHD_start_daemon(unsigned flags, uint16_t port, MHD_AcceptPolicyCallback accept, void* accept_cls,
                                    MHD_AccessHandlerCallback handler, void* handler_cls, ...);
void MHD_stop_daemon(struct MHD_Daemon* daemon);
struct MHD_Response* MHD_create_response_from_buffer(size_t size, void* buffer, enum MHD_ResponseMemoryMode mode);
enum MHD_Result MHD_add_response_header(struct MHD_Response* response, const char* header, const char* content);
enum MHD_Result MHD_queue_response(struct MHD_Connection* connection, unsigned status, struct MHD_Response* response);
void MHD_destroy_response(struct MHD_Response* response);
}
