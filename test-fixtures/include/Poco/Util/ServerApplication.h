// A mock of Poco's application frame.
#pragma once

#include <Poco/Foundation.h>

#include <string>
#include <vector>

namespace Poco::Util {

class Application {
public:
    enum ExitCode { EXIT_OK = 0 };
    virtual ~Application() = default;
    static Application& instance();

protected:
    virtual void initialize(Application& self);
    virtual void uninitialize();
    virtual int main(const std::vector<std::string>& arguments);
};

class ServerApplication : public Application {
public:
    int run(int argc, char** argv);

protected:
    void waitForTerminationRequest();
};

}  // namespace Poco::Util

#define POCO_SERVER_MAIN(App)                                                                                          \
    int main(int argc, char** argv) {                                                                                  \
        App app;                                                                                                       \
        return app.run(argc, argv);                                                                                    \
    }
