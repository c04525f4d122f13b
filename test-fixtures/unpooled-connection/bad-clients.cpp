// The same with the other client libraries, and with objects that live for one client or one call.

//--- settings.h
#pragma once
#include <cstdlib>
#include <string>

inline std::string address() { return std::getenv("ADDRESS"); }

//--- clients.cpp
#include <boost/mysql.hpp>
#include <cpp_redis/cpp_redis>
#include <mongocxx/client.hpp>
#include <mongocxx/uri.hpp>
#include <mysql_driver.h>
#include <mysqlx/xdevapi.h>
#include <otlv4.h>
#include <soci/soci.h>
#include <sw/redis++/redis++.h>
#include <cppconn/driver.h>
#include <Poco/Data/Session.h>
#include <tao/pq.hpp>

#include <memory>

#include "settings.h"

void soci_session() {
    soci::session sql("postgresql", address());  // want unpooled-connection: "'soci::session::session'"
    sql.begin();
}

void mongo_client() {
    mongocxx::client client{mongocxx::uri{address()}};  // want unpooled-connection: "'mongocxx::client::client'"
    client["shop"]["orders"].count_documents(bsoncxx::document::view_or_value{});
}

void mysql_connector() {
    std::unique_ptr<sql::Connection> connection(get_driver_instance()->connect(address(), "app", ""));  // want unpooled-connection: "'sql::Driver::connect'"
    connection->setSchema("shop");
}

void x_devapi() {
    mysqlx::Session session(address());  // want unpooled-connection: "'mysqlx::Session::Session'"
    session.sql("select 1").execute();
}

void boost_mysql() {
    boost::asio::io_context context;
    boost::mysql::any_connection connection(context);
    connection.connect(boost::mysql::connect_params{"app", "", "shop"});  // want unpooled-connection: "'boost::mysql::any_connection::connect'"
    boost::mysql::results rows;
    connection.execute("select 1", rows);
}

void otl() {
    otl_connect connection;
    connection.rlogon(address().c_str());  // want unpooled-connection: "'otl_connect::rlogon'"
}

void poco() {
    Poco::Data::Session session("MySQL", address());  // want unpooled-connection: "'Poco::Data::Session::Session'"
    session.begin();
}

void taopq() {
    const auto connection = tao::pq::connection::create(address());  // want unpooled-connection: "'tao::pq::connection::create'"
    connection->execute("select 1");
}

/// It has a pool inside, but one for each request.
void redis_plus_plus() {
    sw::redis::Redis redis(address());  // want unpooled-connection: "'sw::redis::Redis::Redis' .*stateless::Redis"
    redis.get("motd");
}

void cpp_redis_client() {
    cpp_redis::client client;
    client.connect(address(), 6379);  // want unpooled-connection: "'cpp_redis::client::connect' .*stateless::Redis"
    client.get("motd");
    client.sync_commit();
}

//--- session.cpp
#include <boost/asio.hpp>
#include <libpq-fe.h>
#include <mysql/mysql.h>

#include <memory>

#include "settings.h"

using boost::asio::ip::tcp;

/// A connection to the database for every client that is connected.
class ChatSession : public std::enable_shared_from_this<ChatSession> {
public:
    explicit ChatSession(tcp::socket socket) : socket_(std::move(socket)), database_(PQconnectdb(address().c_str())) {}  // want unpooled-connection: "'PQconnectdb'"
    ~ChatSession() { PQfinish(database_); }
    void start() { read(); }

private:
    void read() {
        auto self = shared_from_this();
        socket_.async_read_some(boost::asio::buffer(data_), [self](boost::system::error_code error, std::size_t) {
            if (error) return;
            PQclear(PQexec(self->database_, "select 1"));
            self->read();
        });
    }
    tcp::socket socket_;
    PGconn* database_;
    char data_[1024];
};

class Acceptor {
public:
    explicit Acceptor(boost::asio::io_context& context) : acceptor_(context, tcp::endpoint(tcp::v4(), 9000)) { accept(); }

private:
    void accept() {
        acceptor_.async_accept([this](boost::system::error_code error, tcp::socket socket) {
            if (!error) std::make_shared<ChatSession>(std::move(socket))->start();  // want unpooled-connection: "ChatSession"
            accept();
        });
    }
    tcp::acceptor acceptor_;
};

void accept_clients() {
    boost::asio::io_context context;
    Acceptor acceptor(context);
    context.run();
}

//--- main.cpp
#include <httplib.h>

#include <thread>

void soci_session();
void mongo_client();
void mysql_connector();
void x_devapi();
void boost_mysql();
void otl();
void poco();
void taopq();
void redis_plus_plus();
void cpp_redis_client();
void accept_clients();

int main() {
    httplib::Server server;
    server.Post("/", [](const httplib::Request&, httplib::Response&) {
        soci_session();
        mongo_client();
        mysql_connector();
        x_devapi();
        boost_mysql();
        otl();
        poco();
        taopq();
        redis_plus_plus();
        cpp_redis_client();
    });
    std::thread chat(accept_clients);
    server.listen("0.0.0.0", 8080);
    chat.join();
}
