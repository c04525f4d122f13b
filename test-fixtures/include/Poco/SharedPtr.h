// A mock of Poco's SharedPtr.
#pragma once

namespace Poco {

template <class C>
class SharedPtr {
public:
    SharedPtr();
    SharedPtr(C* object);
    SharedPtr& operator=(C* object);
    C* operator->();
    const C* operator->() const;
    C* get();
    bool operator!() const;
};

}  // namespace Poco
