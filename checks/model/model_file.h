// One model file's JSON to a Model.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "model/json_document.h"
#include "model/models.h"

namespace stateless::lint {

using ModelList = std::vector<std::string> Model::*;

/// Every plain list of a model, by its key in the file.
inline constexpr auto model_lists = std::to_array<std::pair<const char*, ModelList>>({
    {"headers", &Model::headers},
    {"namespaces", &Model::namespaces},
    {"serving_calls", &Model::serving_calls},
    {"wait_calls", &Model::wait_calls},
    {"counted_wait_calls", &Model::counted_wait_calls},
    {"gcc_macros", &Model::gcc_macros},
    {"sleep_calls", &Model::sleep_calls},
    {"listen_calls", &Model::listen_calls},
    {"peer_io_calls", &Model::peer_io_calls},
    {"peer_read_calls", &Model::peer_read_calls},
    {"outgoing_calls", &Model::outgoing_calls},
    {"own_descriptor_calls", &Model::own_descriptor_calls},
    {"once_calls", &Model::once_calls},
    {"synchronous_calls", &Model::synchronous_calls},
    {"startup_callbacks", &Model::startup_callbacks},
    {"reading_methods", &Model::reading_methods},
    {"writing_methods", &Model::writing_methods},
    {"inserting_methods", &Model::inserting_methods},
    {"removing_methods", &Model::removing_methods},
    {"clock_calls", &Model::clock_calls},
    {"pure_calls", &Model::pure_calls},
    {"log_calls", &Model::log_calls},
    {"compare_calls", &Model::compare_calls},
    {"environment_calls", &Model::environment_calls},
    {"forwarding_calls", &Model::forwarding_calls},
    {"formatting_calls", &Model::formatting_calls},
    {"allocating_calls", &Model::allocating_calls},
    {"random_calls", &Model::random_calls},
    {"peer_send_calls", &Model::peer_send_calls},
    {"peer_address_calls", &Model::peer_address_calls},
    {"forwarded_headers", &Model::forwarded_headers},
    {"disconnect_calls", &Model::disconnect_calls},
    {"streaming_calls", &Model::streaming_calls},
    {"database_close_calls", &Model::database_close_calls},
    {"embedded_drivers", &Model::embedded_drivers},
    {"pool_size_keys", &Model::pool_size_keys},
    {"processor_count_calls", &Model::processor_count_calls},
});

/// Throws Misuse (file:line: reason) for a glob that no name can match, or that all do.
void check_globs(const JsonDocument& document);

/// The document has passed the model schema.
Model model_from(const JsonDocument& document);

}  // namespace stateless::lint
