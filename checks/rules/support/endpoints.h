// Addresses of backing services that are written into the program: what flows into connecting calls, texts that are an
// address by themselves, and values of settings whose names speak of a service. Says where each host stands; refuses to
// know whether it is a good one.
#pragma once

#include <string>
#include <vector>

#include "rules/rule.h"

namespace stateless::lint {

struct Endpoint {
    enum class Found { in_setting, in_text, at_sink };  // a finding takes the words of the best way
    Found found = Found::in_setting;
    std::string host;
    Span span;              // of the literal that holds the host
    std::string entity;     // the call or the setting
    std::string system;     // "postgres", "http"; empty where nothing tells
    bool is_store = false;  // a database, a cache or a broker, which is the deployment's own
    EntityId function;
    std::vector<Span> via;
    PathStep last;
    Confidence confidence = Confidence::high;
};

/// One for each literal, sorted by place; nothing in a program that is no server, and nothing of the client tools
/// beside one. `schemes` are those of stores' URLs.
std::vector<Endpoint> find_endpoints(const RuleContext& context, const std::vector<std::string>& schemes);

/// The call sets what the sink is about: the sink asks for no name, or the call's name argument is one of its names.
bool setting_meant(const RuleContext& context, const Call& call, const SinkModel& sink);

}  // namespace stateless::lint
