// libmicrohttpd: one access handler, its context behind a void*, and the request's own data behind con_cls.

//--- main.cpp
#include <microhttpd.h>
#include <string.h>

#include <cstdio>
#include <map>
#include <string>
#include <vector>

struct Upload {
    std::string body;
    int parts = 0;
};

struct Shop {
    std::vector<std::string> orders;  // want handler-captured-state: "'orders'" via "request handler on_request"
    std::map<std::string, std::string> settings;  // filled before serving
};

static std::map<std::string, std::string> greetings;  // want mutable-global: "'greetings'"

static MHD_Result reply(MHD_Connection* connection, const std::string& text, unsigned status) {
    MHD_Response* response =
        MHD_create_response_from_buffer(text.size(), const_cast<char*>(text.data()), MHD_RESPMEM_MUST_COPY);
    MHD_add_response_header(response, "Content-Type", "text/plain");
    MHD_Result queued = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return queued;
}

static MHD_Result on_request(void* context, MHD_Connection* connection, const char* url, const char* method,
                             const char*, const char* data, size_t* size, void** own) {
    Shop* shop = static_cast<Shop*>(context);
    if (!*own) {
        *own = new Upload;
        return MHD_YES;
    }
    Upload* upload = static_cast<Upload*>(*own);
    if (*size != 0) {
        upload->body.append(data, *size);
        upload->parts++;
        *size = 0;
        return MHD_YES;
    }
    if (strcmp(method, "POST") == 0) {
        shop->orders.push_back(upload->body);
        greetings[url] = upload->body;
        return reply(connection, shop->settings["thanks"], 201);
    }
    return reply(connection, greetings[url] + std::to_string(shop->orders.size()), MHD_HTTP_OK);
}

static void on_completed(void*, MHD_Connection*, void** own, MHD_RequestTerminationCode) {
    delete static_cast<Upload*>(*own);
    *own = nullptr;
}

int main() {
    Shop shop;
    shop.settings["thanks"] = "thank you";
    MHD_Daemon* daemon = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD, 8080, nullptr, nullptr, &on_request, &shop,
                                          MHD_OPTION_NOTIFY_COMPLETED, &on_completed, nullptr, MHD_OPTION_END);
    if (!daemon) return 1;
    getchar();
    MHD_stop_daemon(daemon);
}
