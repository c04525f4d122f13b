// A mock of Sogou Workflow's servers.
#pragma once

#include <workflow/WFTaskFactory.h>

class WFServerBase {
public:
    virtual ~WFServerBase() = default;
    int start(unsigned short port);
    int start(const char* host, unsigned short port);
    void stop();
    void shutdown();
    void wait_finish();
};

template <class REQ, class RESP>
class WFServer : public WFServerBase {
public:
    explicit WFServer(std::function<void(WFNetworkTask<REQ, RESP>*)> process) { (void)process; }
};

using http_process_t = std::function<void(WFHttpTask*)>;
using WFHttpServer = WFServer<protocol::HttpRequest, protocol::HttpResponse>;
