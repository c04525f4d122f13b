// What a library's template takes as U&& is "handed out" when it is given an lvalue, and counts as changed if it is a text,
// a number or a container: std::pair and std::tuple, lists in braces for a map (and nlohmann::json, crow::json::wvalue),
// emplace and emplace_back, make_pair, make_unique, make_shared, fmt::format. All of them only read; so configuration and
// objects that a request merely shows become findings.

//--- main.cpp
#include <httplib.h>

#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

struct Article {
    std::string title;
    std::string text;
    std::string author;
    std::string kind;
    double price = 1;
};

struct Row {
    Row(const std::string& name, int count);
};

class Visit {
public:
    explicit Visit(std::vector<int>& visits) : visits_(visits) {}
    void note() { visits_.push_back(1); }

private:
    std::vector<int>& visits_;
};

std::string base_url = "/base";
static int limit = 5;

std::string render(const std::string& page, const std::map<std::string, std::string>& values);

class Site {
public:
    explicit Site(std::string version) : version_(std::move(version)) {}
    void add(std::shared_ptr<Article> article) { articles_.push_back(std::move(article)); }

    std::string page(int id) {
        auto article = articles_.at(id);
        auto kind = std::make_pair(std::string("kind"), article->kind);
        std::tuple<double, std::string> author(article->price, article->author);
        return render("article.html", {{"title", article->title}, {"text", article->text}}) + std::get<1>(author);
    }

    std::string about() {
        std::vector<std::pair<std::string, std::string>> rows;
        rows.emplace_back("version", version_);
        std::vector<Row> counts;
        counts.emplace_back(name_, places_);
        auto row = std::make_unique<Row>(owner_, limit);
        return render("about.html", {{"base", base_url}, {"version", rows[0].second}});
    }

    void visit() {
        auto visit = std::make_shared<Visit>(visits_);
        visit->note();
        entries_.emplace_back(1);
        std::swap(before_, after_);
        std::vector<Visit> others;
        others.emplace_back(others_);
    }
    std::size_t visits() { return visits_.size() + others_.size() + entries_.size() + before_ + after_; }

private:
    std::vector<std::shared_ptr<Article>> articles_;
    std::string version_;
    std::string name_ = "n";
    std::string owner_ = "o";
    int places_ = 3;
    std::vector<int> visits_;   // want handler-captured-state: "'visits_'"
    std::vector<int> others_;  // want handler-captured-state: "'others_'"
    std::vector<int> entries_;      // want handler-captured-state: "'entries_'"
    int before_ = 1;            // want handler-captured-state: "'before_'"
    int after_ = 2;             // want handler-captured-state: "'after_'"
};

int main() {
    if (const char* url = std::getenv("BASE_URL")) base_url = url;
    if (const char* text = std::getenv("LIMIT")) limit = std::atoi(text);
    std::string motto = "m";
    if (const char* text = std::getenv("MOTTO")) motto = text;
    Site site("1.0");
    site.add(std::make_shared<Article>());
    httplib::Server server;
    server.Get("/article", [&](const httplib::Request&, httplib::Response& response) {
        response.set_content(site.page(0), "text/html");
    });
    server.Get("/about", [&](const httplib::Request&, httplib::Response& response) {
        std::map<std::string, std::string> values;
        values.emplace("motto", motto);
        response.set_content(site.about() + render("motto.html", values), "text/html");
    });
    server.Post("/visit", [&](const httplib::Request&, httplib::Response&) { site.visit(); });
    server.Get("/visits", [&](const httplib::Request&, httplib::Response& response) {
        response.set_content(std::to_string(site.visits()), "text/plain");
    });
    server.listen("0.0.0.0", 8080);
}
