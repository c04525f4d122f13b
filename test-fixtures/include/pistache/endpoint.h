// A mock of Pistache's endpoint.
#pragma once

#include <pistache/http.h>

namespace Pistache::Http {

class Endpoint {
public:
    class Options {
    public:
        Options& threads(int count);
        Options& maxRequestSize(std::size_t bytes);
    };
    Endpoint();
    explicit Endpoint(const Address& address);
    static Options options();
    void init(const Options& options = Options());
    void setHandler(const std::shared_ptr<Handler>& handler);
    void bind();
    void serve();
    void serveThreaded();
    void shutdown();
};

}  // namespace Pistache::Http
