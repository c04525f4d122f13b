// A command-line client: it changes globals all day, but it serves nobody, so there are no replicas to disagree.

//--- main.cpp
#include <httplib.h>

#include <map>
#include <string>
#include <vector>

static int retries_of_a_client = 0;
static std::map<std::string, std::string> answers_of_a_client;
static std::vector<std::string> failed_paths;

static std::string fetch(httplib::Client& client, const std::string& path) {
    static int fetched = 0;
    ++fetched;
    auto result = client.Get(path);
    if (!result) {
        ++retries_of_a_client;
        failed_paths.push_back(path);
        return {};
    }
    answers_of_a_client[path] = result->body;
    return result->body;
}

int main(int argc, char** argv) {
    httplib::Client client("api.example.org", 80);
    for (int i = 1; i < argc; ++i) fetch(client, argv[i]);
    return static_cast<int>(failed_paths.size());
}
