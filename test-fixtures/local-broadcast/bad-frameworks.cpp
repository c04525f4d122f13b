// The same with oatpp, websocketpp, uWebSockets, gRPC, Asio and poll.

//--- oatpp.cpp
#include <oatpp-websocket/AsyncWebSocket.hpp>

#include <map>
#include <memory>
#include <utility>

using Socket = oatpp::websocket::AsyncWebSocket;

class Guest {
public:
    Guest(std::shared_ptr<Socket> socket, oatpp::async::Executor* executor)
        : socket_(std::move(socket)), executor_(executor) {}
    /// The library runs the coroutine, which nobody else calls.
    void tell(const oatpp::String& text) {
        class Telling : public oatpp::async::Coroutine<Telling> {
        public:
            Telling(const std::shared_ptr<Socket>& socket, const oatpp::String& text) : socket_(socket), text_(text) {}
            oatpp::async::Action act() override {
                socket_->sendOneFrameTextAsync(text_);
                return finish();
            }

        private:
            std::shared_ptr<Socket> socket_;
            oatpp::String text_;
        };
        executor_->execute<Telling>(socket_, text);
    }

private:
    std::shared_ptr<Socket> socket_;
    oatpp::async::Executor* executor_;
};

class Hall : public oatpp::websocket::AsyncConnectionHandler::SocketInstanceListener {
public:
    void onAfterCreate_NonBlocking(const std::shared_ptr<Socket>& socket,
                                   const std::shared_ptr<const ParameterMap>&) override {
        guests_[socket.get()] = std::make_shared<Guest>(socket, &executor_);
        for (auto& guest : guests_) guest.second->tell("somebody came in");
    }
    void onBeforeDestroy_NonBlocking(const std::shared_ptr<Socket>& socket) override { guests_.erase(socket.get()); }

private:
    oatpp::async::Executor executor_;
    std::map<Socket*, std::shared_ptr<Guest>> guests_;  // want local-broadcast: "'guests_'"
};

void serve_hall(const std::shared_ptr<oatpp::websocket::AsyncConnectionHandler>& handler) {
    handler->setSocketInstanceListener(std::make_shared<Hall>());
}

//--- websocketpp.cpp
#include <websocketpp/config/asio_no_tls.hpp>
#include <websocketpp/server.hpp>

#include <functional>
#include <set>

class Board {
    using Server = websocketpp::server<websocketpp::config::asio>;

public:
    Board() {
        server_.set_open_handler([this](websocketpp::connection_hdl handle) { handles_.insert(handle); });
        server_.set_close_handler([this](websocketpp::connection_hdl handle) { handles_.erase(handle); });
        server_.set_message_handler([this](websocketpp::connection_hdl, Server::message_ptr message) {
            for (auto& handle : handles_) server_.send(handle, message);
        });
    }
    void run() {
        server_.listen(9002);
        server_.run();
    }

private:
    Server server_;
    std::set<websocketpp::connection_hdl, std::owner_less<websocketpp::connection_hdl>> handles_;  // want local-broadcast: "'handles_'"
};

void serve_board() {
    Board board;
    board.run();
}

//--- uws.cpp
#include <uWebSockets/App.h>

#include <string>
#include <unordered_map>

struct PerSocket {
    std::string name;
};
using Socket = uWS::WebSocket<false, true, PerSocket>;

static std::unordered_map<std::string, Socket*> online;  // want local-broadcast: "'online'"

static Socket* find_player(const std::string& name) {
    auto found = online.find(name);
    return found == online.end() ? nullptr : found->second;
}

void serve_game() {
    uWS::App app;
    app.ws<PerSocket>("/game", {.open =
                                    [](Socket* socket) {
                                        online["ada"] = socket;
                                        socket->subscribe("news");
                                    },
                                .message =
                                    [](Socket* socket, std::string_view text, uWS::OpCode code) {
                                        if (Socket* other = find_player("bob")) other->send(text, code);
                                        socket->publish("news", text, code);  // want local-broadcast: "'news' .*topics of this process"
                                    },
                                .close =
                                    [](Socket*, int, std::string_view) { online.erase("ada"); }});
    app.run();
}

//--- shop.grpc.pb.h
#pragma once
#include <grpcpp/grpcpp.h>

#include <string>

namespace feed {
struct Note {
    std::string text;
};
class Feed {
public:
    class Service : public grpc::Service {
    public:
        virtual ~Service() = default;
        virtual grpc::Status Chat(grpc::ServerContext* context, grpc::ServerReaderWriter<Note, Note>* stream);
        virtual grpc::Status Watch(grpc::ServerContext* context, const Note* request, grpc::ServerWriter<Note>* writer);
    };
};
}  // namespace feed

//--- feed.cpp
#include "shop.grpc.pb.h"

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <queue>
#include <vector>

// What one watcher waits for.
struct Watcher {
    std::mutex mutex;
    std::condition_variable changed;
    std::queue<feed::Note> notes;  // want handler-captured-state: "'notes'"
    void add(const feed::Note& note) {
        std::lock_guard<std::mutex> lock(mutex);
        notes.push(note);
        changed.notify_one();
    }
    void drain(grpc::ServerWriter<feed::Note>* writer) {
        std::unique_lock<std::mutex> lock(mutex);
        changed.wait(lock);
        while (!notes.empty()) {
            writer->Write(notes.front());
            notes.pop();
        }
    }
};

class FeedService final : public feed::Feed::Service {
public:
    grpc::Status Chat(grpc::ServerContext*, grpc::ServerReaderWriter<feed::Note, feed::Note>* stream) override {
        {
            std::lock_guard<std::mutex> lock(mutex_);
            streams_["ada"] = stream;
        }
        feed::Note note;
        while (stream->Read(&note)) tell(note);
        std::lock_guard<std::mutex> lock(mutex_);
        streams_.erase("ada");
        return grpc::Status::OK;
    }
    grpc::Status Watch(grpc::ServerContext*, const feed::Note*, grpc::ServerWriter<feed::Note>* writer) override {
        auto watcher = std::make_shared<Watcher>();
        watchers_.push_back(watcher);
        for (;;) watcher->drain(writer);
    }

private:
    void tell(const feed::Note& note) {
        std::lock_guard<std::mutex> lock(mutex_);
        for (auto& [name, stream] : streams_) stream->Write(note);
        for (auto& watcher : watchers_) watcher->add(note);
    }

    std::mutex mutex_;
    std::map<std::string, grpc::ServerReaderWriter<feed::Note, feed::Note>*> streams_;  // want local-broadcast: "'streams_'"
    std::vector<std::shared_ptr<Watcher>> watchers_;  // want local-broadcast: "'watchers_'"
};

void serve_feed() {
    FeedService service;
    grpc::ServerBuilder builder;
    builder.RegisterService(&service);
    builder.BuildAndStart()->Wait();
}

//--- asio.cpp
#include <boost/asio.hpp>

#include <deque>
#include <memory>
#include <set>
#include <string>

class Participant {
public:
    virtual ~Participant() = default;
    virtual void deliver(const std::string& text) = 0;
};

class Table {
public:
    void join(std::shared_ptr<Participant> participant) { participants_.insert(participant); }
    void leave(std::shared_ptr<Participant> participant) { participants_.erase(participant); }
    void deliver(const std::string& text) {
        for (auto& participant : participants_) participant->deliver(text);
    }

private:
    std::set<std::shared_ptr<Participant>> participants_;  // want local-broadcast: "'participants_'"
};

class Guest : public Participant, public std::enable_shared_from_this<Guest> {
public:
    Guest(boost::asio::ip::tcp::socket socket, Table& table) : socket_(std::move(socket)), table_(table) {}
    void start() {
        table_.join(shared_from_this());
        read();
    }
    void deliver(const std::string& text) override {
        boost::asio::async_write(socket_, boost::asio::buffer(text), [](boost::system::error_code, std::size_t) {});
    }

private:
    void read() {
        socket_.async_read_some(boost::asio::buffer(text_), [self = shared_from_this()](boost::system::error_code error,
                                                                                        std::size_t) {
            if (error) return self->table_.leave(self);
            self->table_.deliver(self->text_);
            self->read();
        });
    }
    boost::asio::ip::tcp::socket socket_;
    Table& table_;
    std::string text_;
};

class Host {
public:
    explicit Host(boost::asio::io_context& context)
        : acceptor_(context, boost::asio::ip::tcp::endpoint(boost::asio::ip::tcp::v4(), 9000)) {
        accept();
    }

private:
    void accept() {
        acceptor_.async_accept([this](boost::system::error_code, boost::asio::ip::tcp::socket socket) {
            std::make_shared<Guest>(std::move(socket), table_)->start();
            accept();
        });
    }
    boost::asio::ip::tcp::acceptor acceptor_;
    Table table_;
};

void serve_table() {
    boost::asio::io_context context;
    static Host host(context);
    context.run();
}

//--- poll.cpp
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <map>
#include <string>

struct Visitor {
    int fd = -1;
    std::string name;
    std::string out;
};
static std::map<int, Visitor> visitors;  // want local-broadcast: "'visitors'"

static void say(int from, const std::string& text) {
    for (auto& [fd, visitor] : visitors)
        if (fd != from) send(fd, text.data(), text.size(), 0);
}

void poll_visitors(int listener) {
    pollfd fds[64];
    listen(listener, 8);
    for (;;) {
        poll(fds, 64, -1);
        int fd = accept(listener, nullptr, nullptr);
        visitors[fd] = Visitor{fd, "ada", ""};
        char text[64];
        ssize_t length = recv(fd, text, sizeof text, 0);
        if (length <= 0) {
            visitors.erase(fd);
            close(fd);
            continue;
        }
        say(fd, std::string(text, length));
    }
}

//--- main.cpp
int main() { return 0; }
