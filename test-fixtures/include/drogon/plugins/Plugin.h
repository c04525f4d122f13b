// A mock of drogon's plugins, which the framework makes and starts before it serves.
#pragma once

#include <drogon/HttpTypes.h>
#include <json/json.h>

namespace drogon {

class PluginBase : public virtual DrObjectBase {
public:
    virtual void initAndStart(const Json::Value& config) = 0;
    virtual void shutdown() = 0;
};

template <typename T>
class Plugin : public PluginBase, public DrObject<T> {};

}  // namespace drogon
