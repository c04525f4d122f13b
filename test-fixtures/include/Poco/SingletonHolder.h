// A mock of Poco's SingletonHolder.
#pragma once

namespace Poco {

template <class S>
class SingletonHolder {
public:
    S* get();
};

}  // namespace Poco
