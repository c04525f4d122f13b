// Sogou workflow: the process function of a server, and the callbacks of tasks that it starts.

//--- main.cpp
#include <workflow/WFFacilities.h>
#include <workflow/WFHttpServer.h>
#include <workflow/WFTaskFactory.h>

int reached_by_process = 0;        // want mutable-global: "'reached_by_process'"
int reached_by_lambda = 0;         // want mutable-global: "'reached_by_lambda'"
int reached_by_task_callback = 0;  // want mutable-global: "'reached_by_task_callback'"
int reached_by_timer = 0;          // want mutable-global: "'reached_by_timer'"

static void on_upstream(WFHttpTask*) { ++reached_by_task_callback; }

static void process(WFHttpTask* task) {
    ++reached_by_process;
    task->get_resp()->append_output_body("hello");
    WFHttpTask* upstream = WFTaskFactory::create_http_task("http://upstream.example.org/", 2, 2, on_upstream);
    series_of(task)->push_back(upstream);
    // want@+1 in-process-queue: "create_timer_task' starts work"
    WFTimerTask* timer = WFTaskFactory::create_timer_task(1000, [](WFTimerTask*) { ++reached_by_timer; });
    timer->start();
}

int main() {
    WFFacilities::WaitGroup done(1);
    WFHttpServer server(process);
    WFHttpServer other([](WFHttpTask* task) {
        ++reached_by_lambda;
        task->get_resp()->append_output_body("other");
    });
    if (server.start(8888) != 0 || other.start(8889) != 0) return 1;
    done.wait();
    server.stop();
    other.stop();
}
