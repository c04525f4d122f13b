// A replica that fails is left out for a second, so that one that came back is seen soon.
#include "shop/site.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace stateless::testing {
namespace {

std::string read_file(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

httplib::Client client_of(std::uint16_t port) {
    httplib::Client client("127.0.0.1", port);
    client.set_connection_timeout(5);
    client.set_read_timeout(10);
    return client;
}

}  // namespace

ShopSite::ShopSite(std::string program, const std::string& schema_file)
    : program_(std::move(program)), ports_{free_port(), free_port()}, port_(free_port()) {
    (void)database_.ask(read_file(schema_file));
    for (std::size_t number = 0; number < replicas_.size(); ++number) start_replica(number);
    const std::string folder = folder_.path();
    std::string configuration = "daemon off;\nworker_processes 1;\npid " + folder + "/nginx.pid;\n" +
                                "events { worker_connections 512; }\nhttp {\n    access_log off;\n";
    for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
        configuration += std::string("    ") + kind + "_temp_path " + folder + "/" + kind + ";\n";
    configuration += "    upstream shop {\n";
    for (const auto port : ports_)
        configuration += "        server 127.0.0.1:" + std::to_string(port) + " fail_timeout=1s;\n";
    configuration += "    }\n    server {\n        listen 127.0.0.1:" + std::to_string(port_) +
                     ";\n        location / {\n            proxy_pass http://shop;\n" +
                     "            proxy_set_header X-Forwarded-For $remote_addr;\n        }\n    }\n}\n";
    nginx_ = std::make_unique<ServerProcess>(std::vector<std::string>{"nginx", "-e", folder + "/errors.log", "-c",
                                                                      folder_.write("nginx.conf", configuration)},
                                             folder_.path() / "nginx.log");
    if (!eventually([&] {
            const auto answer = visitor().Get("/healthz");
            return answer && answer->status == 200;
        }))
        throw std::runtime_error("nginx does not serve: " + logs());
}

void ShopSite::start_replica(std::size_t number) {
    const auto setting = [](const std::string& name, const std::string& value) { return name + "=" + value; };
    replicas_.at(number) = std::make_unique<ServerProcess>(
        std::vector<std::string>{"env", setting("REDIS_URL", redis_.url()), setting("DATABASE_URL", pooler_.dsn()),
                                 "SHOP_HOST=127.0.0.1", setting("SHOP_PORT", std::to_string(ports_.at(number))),
                                 "SHOP_PROXY=127.0.0.1", setting("SHOP_STAFF_TOKEN", staff_token),
                                 setting("SHOP_REPLICA", std::string(1, static_cast<char>('A' + number))), program_},
        folder_.path() / "replicas.log");
    if (!eventually([&] {
            const auto answer = visitor_of(number).Get("/healthz");
            return answer && answer->status == 200;
        }))
        throw std::runtime_error("a replica does not serve: " + logs());
}

httplib::Client ShopSite::visitor(const std::string& address) const {
    httplib::Client client = client_of(port_);
    client.set_interface(address);
    return client;
}

httplib::Client ShopSite::visitor_of(std::size_t replica) const { return client_of(ports_.at(replica)); }

std::string ShopSite::logs() const {
    std::string all;
    for (const char* file : {"replicas.log", "nginx.log", "errors.log"}) all += read_file(folder_.path() / file);
    return all;
}

std::string ShopSite::log_in_new(const std::string& name) {
    (void)database_.ask("INSERT INTO users VALUES ('" + name + "', crypt('" + name + "', gen_salt('bf', 4)))");
    return log_in(name, name);
}

std::string ShopSite::log_in(const std::string& name, const std::string& password) const {
    const auto answer = visitor().Post("/login", httplib::Params{{"user", name}, {"password", password}});
    if (!answer || answer->status != 204) return "";
    const std::string cookie = answer->get_header_value("Set-Cookie");
    return cookie.substr(0, cookie.find(';'));
}

}  // namespace stateless::testing
