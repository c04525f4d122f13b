// The timers of frameworks, with work that each replica does.

//--- drogon.cpp
#include <drogon/drogon.h>

void start_drogon_timers() {
    auto database = drogon::app().getDbClient();
    drogon::app().getLoop()->runEvery(60.0, [database] {  // want in-process-schedule: "a timer in every replica"
        database->execSqlSync("UPDATE auctions SET closed = true WHERE ends < now()");
    });
}

//--- asio.cpp
#include <boost/asio.hpp>
#include <hiredis/hiredis.h>

redisContext* redis();

// Sets itself again.
class Leaderboard {
public:
    explicit Leaderboard(boost::asio::io_context& context) : timer_(context) {}
    void schedule() {
        timer_.expires_after(std::chrono::seconds(30));
        timer_.async_wait([this](const boost::system::error_code& error) {  // want in-process-schedule: "a timer that sets itself again"
            if (error) return;
            rebuild();
            schedule();
        });
    }

private:
    void rebuild() { freeReplyObject(redisCommand(redis_, "ZUNIONSTORE board 2 today yesterday")); }
    boost::asio::steady_timer timer_;
    redisContext* redis_ = redis();  // want unpooled-connection: "is one connection that all requests share"
};
void start_asio_timers(boost::asio::io_context& context) {
    static Leaderboard board(context);
    board.schedule();
}

//--- uv.cpp
#include <sqlite3.h>
#include <uv.h>

static sqlite3* database;
static void expire(uv_timer_t*) { sqlite3_exec(database, "DELETE FROM links WHERE expired = 1", nullptr, nullptr, nullptr); }
static void once(uv_timer_t*) { sqlite3_exec(database, "DELETE FROM drafts", nullptr, nullptr, nullptr); }
void start_uv_timers(uv_loop_t* loop) {
    static uv_timer_t timer, first;
    uv_timer_init(loop, &timer);
    uv_timer_start(&timer, expire, 1000, 60000);  // want in-process-schedule: "'expire' runs on a timer"
    uv_timer_start(&first, once, 1000, 0);
}

//--- crow.cpp
#include <crow.h>
#include <httplib.h>
#include <pqxx/pqxx>

#include <cstdlib>

void start_drogon_timers();
pqxx::connection& pooled();

int main() {
    crow::SimpleApp app;
    start_drogon_timers();
    app.tick(std::chrono::seconds(10), [] {  // want in-process-schedule: "calls httplib::Client::Post"
        httplib::Client(std::getenv("SEARCH_URL")).Post("/_refresh", "{}", "application/json");
    });
    app.tick(std::chrono::minutes(10), [] {  // want in-process-schedule: "a timer in every replica and calls pqxx::"
        pqxx::work work(pooled());
        work.exec("REFRESH MATERIALIZED VIEW sales");
        work.commit();
    });
    CROW_ROUTE(app, "/")([] { return "ok"; });
    app.port(8080).run();
}
