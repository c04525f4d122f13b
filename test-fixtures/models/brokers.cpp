// Brokers: the address is in the code, messages arrive like requests, and what is sent is in no queue of the process.
//--- main.cpp
#include <amqp.h>
#include <amqpcpp.h>
#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafkacpp.h>

static int paid = 0;     // want mutable-global: "'paid' is changed by 'lambda in main'"
static int consumed = 0;  // want mutable-global: "'consumed' is changed by 'Orders::consume_cb'"
static int polled = 0;   // want mutable-global: "'polled' is changed by 'poll_orders'"
static int framed = 0;   // want mutable-global: "'framed' is changed by 'read_frames'"

class Orders : public RdKafka::ConsumeCb {
    void consume_cb(RdKafka::Message& message, void* opaque) override { ++consumed; }
};

static void poll_orders(rd_kafka_t* client) {
    while (rd_kafka_message_t* message = rd_kafka_consumer_poll(client, 1000)) {
        ++polled;
        rd_kafka_message_destroy(message);
    }
}

static void read_frames(amqp_connection_state_t connection) {
    amqp_envelope_t envelope;
    while (amqp_consume_message(connection, &envelope, nullptr, 0) >= 0) ++framed;
}

int main() {
    char error[512];
    rd_kafka_conf_t* settings = rd_kafka_conf_new();
    rd_kafka_conf_set(settings, "bootstrap.servers", "kafka1:9092", error, sizeof error);  // want hardcoded-endpoint: "'rd_kafka_conf_set' leads to kafka at 'kafka1'"
    rd_kafka_conf_set(settings, "group.id", "shop", error, sizeof error);
    rd_kafka_t* client = rd_kafka_new(RD_KAFKA_CONSUMER, settings, error, sizeof error);
    rd_kafka_brokers_add(client, "kafka2:9092");  // want hardcoded-endpoint: "'kafka2'"

    std::string text;
    RdKafka::Conf* options = RdKafka::Conf::create(RdKafka::Conf::CONF_GLOBAL);
    options->set("metadata.broker.list", "kafka3:9092", text);  // want hardcoded-endpoint: "'RdKafka::Conf::set' leads to kafka at 'kafka3'"
    Orders orders;
    options->set("consume_cb", &orders, text);

    amqp_connection_state_t connection = amqp_new_connection();
    amqp_socket_open(amqp_tcp_socket_new(connection), "rabbit1", 5672);  // want hardcoded-endpoint: "'rabbit1'"

    AMQP::TcpHandler handler;
    AMQP::TcpConnection to_rabbit(&handler, AMQP::Address("amqp://guest:guest@rabbit2/"));  // want hardcoded-endpoint: "'AMQP::Address::Address' leads to amqp at 'rabbit2'"
    AMQP::TcpChannel channel(&to_rabbit);
    channel.consume("orders").onReceived([&channel](const AMQP::Message& message, uint64_t tag, bool) {
        ++paid;
        channel.ack(tag);
    });
    poll_orders(client);
    read_frames(connection);
}
