// A mock of websocketpp's configurations.
#pragma once

namespace websocketpp::config {

struct asio {};
struct asio_tls {};

}  // namespace websocketpp::config
