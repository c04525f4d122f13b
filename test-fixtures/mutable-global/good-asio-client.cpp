// A command-line client on Boost.Asio: it connects, reads, posts and runs as a server does, but accepts nobody.

//--- main.cpp
#include <boost/asio.hpp>

#include <map>
#include <memory>
#include <string>

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

static int answers_of_a_client = 0;
static std::map<std::string, int> lines_of_a_client;

class Download : public std::enable_shared_from_this<Download> {
public:
    explicit Download(tcp::socket socket) : socket_(std::move(socket)) {}
    void read() {
        asio::async_read_until(socket_, buffer_, '\n',
                               [self = shared_from_this()](boost::system::error_code error, std::size_t size) {
                                   if (error) return;
                                   lines_of_a_client["all"] += static_cast<int>(size);
                                   if (++answers_of_a_client < 10) self->read();
                               });
    }

private:
    tcp::socket socket_;
    asio::streambuf buffer_;
};

int main() {
    asio::io_context context;
    auto download = std::make_shared<Download>(tcp::socket(context));
    asio::post(context, [download] { download->read(); });
    context.run();
    return lines_of_a_client["all"];
}
