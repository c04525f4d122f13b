// What start-up reads from a file and requests change is the data itself, and no copy of it; what a request sends on
// fills nothing. What is read again while serving is a copy.

//--- main.cpp
#include <httplib.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

class Database {
public:
    explicit Database(const std::string& file) {
        std::ifstream in(file);
        int id;
        std::string title;
        while (in >> id >> title) books_[id] = title;
    }
    void put(int id, const std::string& title) {
        std::lock_guard<std::mutex> lock(mutex_);
        books_[id] = title;
    }
    bool remove(int id) {
        std::lock_guard<std::mutex> lock(mutex_);
        return books_.erase(id) > 0;
    }
    std::string get(int id) {
        std::lock_guard<std::mutex> lock(mutex_);
        auto found = books_.find(id);
        return found == books_.end() ? "" : found->second;
    }

private:
    std::mutex mutex_;
    std::unordered_map<int, std::string> books_;  // want handler-captured-state: "'books_'"
};

class Mailbox {
public:
    Mailbox() {
        std::ifstream in("offline.txt");
        std::string name, text;
        while (in >> name && std::getline(in, text)) letters_[name] = text;
    }
    void leave(const std::string& to, const std::string& text) {
        std::lock_guard<std::mutex> lock(mutex_);
        letters_[to] += text + "\n";
    }
    std::string fetch(const std::string& name) {
        std::lock_guard<std::mutex> lock(mutex_);
        auto found = letters_.find(name);
        if (found == letters_.end()) return "";
        std::string text = found->second;
        letters_.erase(found);
        return text;
    }

private:
    std::mutex mutex_;
    std::map<std::string, std::string> letters_;  // want handler-captured-state: "'letters_'"
};

class Translations {
public:
    Translations() {
        reload();
        std::thread([this] {
            for (;;) {
                std::this_thread::sleep_for(std::chrono::minutes(1));
                reload();
            }
        }).detach();
    }
    void reload() {
        std::ifstream in("words.txt");
        std::string word, text;
        std::lock_guard<std::mutex> lock(mutex_);
        while (in >> word >> text) words_[word] = text;
    }
    std::string of(const std::string& word) {
        std::lock_guard<std::mutex> lock(mutex_);
        auto found = words_.find(word);
        return found == words_.end() ? word : found->second;
    }

private:
    std::mutex mutex_;
    std::map<std::string, std::string> words_;  // want static-cache: "'words_'"
};

static std::mutex subscribers_mutex;
static std::vector<std::string> subscribers;  // want mutable-global: "'subscribers'"

int main() {
    Database database("books.txt");
    Mailbox mailbox;
    Translations translations;
    httplib::Server server;
    server.Put(R"(/b/(\d+))", [&](const httplib::Request& request, httplib::Response&) {
        database.put(std::stoi(request.matches[1]), request.body);
    });
    server.Delete(R"(/b/(\d+))", [&](const httplib::Request& request, httplib::Response& response) {
        response.status = database.remove(std::stoi(request.matches[1])) ? 204 : 404;
    });
    server.Get(R"(/b/(\d+))", [&](const httplib::Request& request, httplib::Response& response) {
        response.set_content(translations.of(database.get(std::stoi(request.matches[1]))), "text/plain");
    });
    server.Post("/letters", [&](const httplib::Request& request, httplib::Response&) {
        mailbox.leave(request.get_param_value("to"), request.body);
    });
    server.Post("/fetch", [&](const httplib::Request& request, httplib::Response& response) {
        response.set_content(mailbox.fetch(request.body), "text/plain");
    });
    server.Post("/subscribe", [](const httplib::Request& request, httplib::Response&) {
        std::lock_guard<std::mutex> lock(subscribers_mutex);
        httplib::Client hub(std::getenv("HUB"), 80);
        for (auto& url : {request.body, request.body + "/all"}) {
            hub.Post("/announce", url, "text/plain");
            subscribers.push_back(url);
        }
    });
    server.Get("/subscribers", [](const httplib::Request&, httplib::Response& response) {
        std::lock_guard<std::mutex> lock(subscribers_mutex);
        for (auto& url : subscribers) response.body += url + "\n";
    });
    server.listen("0.0.0.0", 8080);
}
