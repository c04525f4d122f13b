// Virtual endpoints are mounted by one loop: their paths are joined into "/jobs | /stats", and because one of them is a page
// for operators, the counts of all of them are taken for figures.

//--- main.cpp
#include <httplib.h>

#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <vector>

class Endpoint {
public:
    virtual ~Endpoint() = default;
    virtual std::string path() const = 0;
    virtual void get(const httplib::Request&, httplib::Response& response) { response.status = 405; }
    virtual void post(const httplib::Request&, httplib::Response& response) { response.status = 405; }
};

class Jobs : public Endpoint {
public:
    std::string path() const override { return "/jobs"; }
    void post(const httplib::Request&, httplib::Response& response) override {
        ++accepted_;
        response.set_content("job-" + std::to_string(++last_id_), "text/plain");
    }
    void get(const httplib::Request&, httplib::Response& response) override {
        response.set_content(std::to_string(accepted_), "text/plain");
    }

private:
    int last_id_ = 0;  // want local-id-sequence: "'last_id_'"
    int accepted_ = 0; // want handler-captured-state: "'accepted_'"
};

class Stats : public Endpoint {
public:
    std::string path() const override { return "/stats"; }
    void get(const httplib::Request&, httplib::Response& response) override { response.set_content("{}", "text/plain"); }
};

int main() {
    std::vector<std::unique_ptr<Endpoint>> endpoints;
    endpoints.push_back(std::make_unique<Jobs>());
    endpoints.push_back(std::make_unique<Stats>());
    httplib::Server server;
    for (auto& endpoint : endpoints) {
        Endpoint* one = endpoint.get();
        server.Get(one->path(), [one](const httplib::Request& q, httplib::Response& r) { one->get(q, r); });
        server.Post(one->path(), [one](const httplib::Request& q, httplib::Response& r) { one->post(q, r); });
    }
    server.listen("0.0.0.0", 8080);
}
