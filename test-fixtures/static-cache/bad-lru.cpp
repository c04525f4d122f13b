// An LRU cache is one cache, told at the container that has the data.

//--- main.cpp
#include <httplib.h>

#include <cstdlib>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

template <typename Key, typename Value>
class LruOfPairs {
public:
    std::optional<Value> get(const Key& key) {
        auto found = index_.find(key);
        if (found == index_.end()) return {};
        items_.splice(items_.begin(), items_, found->second);
        return found->second->second;
    }
    void put(const Key& key, Value value) {
        items_.emplace_front(key, std::move(value));
        index_[key] = items_.begin();
        if (index_.size() > 100) {
            index_.erase(items_.back().first);
            items_.pop_back();
        }
    }

private:
    std::list<std::pair<Key, Value>> items_;  // want static-cache: "'items_'"
    std::unordered_map<Key, typename std::list<std::pair<Key, Value>>::iterator> index_;
};

class MapWithOrder {
public:
    std::string get(const std::string& zone) {
        std::lock_guard<std::mutex> lock(mutex_);
        auto found = known_.find(zone);
        if (found != known_.end()) {
            order_.erase(found->second.second);
            order_.push_front(zone);
            found->second.second = order_.begin();
            return found->second.first;
        }
        httplib::Client client(std::getenv("WEATHER"), 80);
        auto answer = client.Get("/weather/" + zone);
        order_.push_front(zone);
        known_[zone] = {answer->body, order_.begin()};
        if (known_.size() > 100) {
            known_.erase(order_.back());
            order_.pop_back();
        }
        return answer->body;
    }

private:
    std::mutex mutex_;
    std::list<std::string> order_;
    std::unordered_map<std::string, std::pair<std::string, std::list<std::string>::iterator>> known_;  // want static-cache: "'known_'"
};

int main() {
    LruOfPairs<std::string, std::string> tariffs;
    MapWithOrder weather;
    std::mutex mutex;
    httplib::Server server;
    server.Get("/tariff", [&](const httplib::Request& request, httplib::Response& response) {
        std::lock_guard<std::mutex> lock(mutex);
        auto zone = request.get_param_value("zone");
        if (auto known = tariffs.get(zone)) {
            response.set_content(*known, "text/plain");
            return;
        }
        httplib::Client client(std::getenv("TARIFFS"), 7070);
        auto answer = client.Get("/t/" + zone);
        tariffs.put(zone, answer->body);
        response.set_content(answer->body, "text/plain");
    });
    server.Get("/weather", [&](const httplib::Request& request, httplib::Response& response) {
        response.set_content(weather.get(request.get_param_value("zone")), "text/plain");
    });
    server.listen("0.0.0.0", 8080);
}
