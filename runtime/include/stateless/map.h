// Containers that all replicas share, with only those operations that stay atomic over a network. There is no
// operator[]: a reference into another machine's memory does not exist, and reading through one and writing back later
// would lose what others wrote in between. The whole container is one key, in one slot of a cluster; it is meant for
// what fits a process' memory today. Entries do not expire one by one: where they should, use Cache or SessionStore.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <stateless/codec.h>
#include <stateless/redis.h>

namespace stateless {

namespace redis {

/// What Map does, on bytes. As thread-safe as Map.
class HashTable {
public:
    HashTable(Redis redis, Key key, Ttl ttl, std::optional<Timeout> timeout);

    using Visit = std::function<bool(std::string_view field, std::string_view value)>;
    /// The value after the change that is wanted to one that was read; nothing: these bytes cannot be read.
    using Change = std::function<std::optional<std::string>(const std::optional<std::string>& value)>;

    [[nodiscard]] Result<std::optional<std::string>> find(std::string_view field) const;
    [[nodiscard]] Result<bool> insert(std::string_view field, std::string_view value);
    [[nodiscard]] Result<bool> insert_or_assign(std::string_view field, std::string_view value);
    [[nodiscard]] Result<void> update(std::string_view field, const Change& change);
    [[nodiscard]] Result<bool> erase(std::string_view field);
    [[nodiscard]] Result<bool> contains(std::string_view field) const;
    [[nodiscard]] Result<std::size_t> size() const;
    [[nodiscard]] Result<void> for_each(const Visit& visit) const;

private:
    mutable Redis redis_;
    Key key_;
    Ttl ttl_;
    std::optional<Timeout> timeout_;
    Script insert_, assign_, exchange_;
};

/// What Set does, on bytes. As thread-safe as Set.
class MemberTable {
public:
    MemberTable(Redis redis, Key key, Ttl ttl, std::optional<Timeout> timeout);

    [[nodiscard]] Result<bool> insert(std::string_view member);
    [[nodiscard]] Result<bool> erase(std::string_view member);
    [[nodiscard]] Result<bool> contains(std::string_view member) const;
    [[nodiscard]] Result<std::size_t> size() const;
    [[nodiscard]] Result<void> for_each(const std::function<bool(std::string_view member)>& visit) const;

private:
    mutable Redis redis_;
    Key key_;
    Ttl ttl_;
    std::optional<Timeout> timeout_;
    Script insert_;
};

[[nodiscard]] Error unreadable(std::string_view what);

}  // namespace redis

/// Keys and values are what a Codec knows. Any thread may call it; copies stand for the same map. The map is forgotten
/// as a whole `ttl` after an entry was last written. Errors are those of Redis::command; a stored value that its Codec
/// cannot read is `misuse`. What a replica wrote, every replica reads at once.
template <class K, class V>
class Map {
public:
    /// `timeout`: for one call; RedisOptions::call_timeout otherwise.
    Map(Redis redis, Key key, Ttl ttl, std::optional<Timeout> timeout = std::nullopt)
        : table_(std::move(redis), std::move(key), ttl, timeout) {}

    /// Nothing if there is no such entry.
    [[nodiscard]] Result<std::optional<V>> find(const K& key) const {
        auto bytes = table_.find(Codec<K>::encode(key));
        if (!bytes) return std::move(bytes).error();
        if (!*bytes) return std::optional<V>();
        std::optional<V> value = Codec<V>::decode(**bytes);
        if (!value) return redis::unreadable("a map's value");
        return value;
    }

    /// False, and nothing is changed, if there is an entry.
    [[nodiscard]] Result<bool> insert(const K& key, const V& value) {
        return table_.insert(Codec<K>::encode(key), Codec<V>::encode(value));
    }

    /// As insert(), with a value made of `arguments`.
    template <class... Arguments>
    [[nodiscard]] Result<bool> try_emplace(const K& key, Arguments&&... arguments) {
        return insert(key, V(std::forward<Arguments>(arguments)...));
    }

    /// True if it is new, false if there was an entry, which is replaced.
    [[nodiscard]] Result<bool> insert_or_assign(const K& key, const V& value) {
        return table_.insert_or_assign(Codec<K>::encode(key), Codec<V>::encode(value));
    }

    /// Changes an entry so that no other change is lost: reads it, calls `change(value)` with a V&, and writes the
    /// result only if the entry is still what was read; otherwise it begins again. An entry that is not there begins as
    /// V{}. Returns the value written. `change` may be called several times and should do nothing but change the value;
    /// what it throws reaches the caller, and nothing is written. `conflict` if others were faster until the call's
    /// timeout.
    template <class F>
    [[nodiscard]] Result<V> update(const K& key, F&& change) {
        std::optional<V> current;
        const auto done = table_.update(Codec<K>::encode(key),
                                        [&](const std::optional<std::string>& bytes) -> std::optional<std::string> {
                                            if (bytes) current = Codec<V>::decode(*bytes);
                                            else current.emplace();
                                            if (!current) return std::nullopt;
                                            change(*current);
                                            return Codec<V>::encode(*current);
                                        });
        if (!done) return done.error();
        return std::move(*current);
    }

    /// True if there was an entry.
    [[nodiscard]] Result<bool> erase(const K& key) { return table_.erase(Codec<K>::encode(key)); }

    /// Is there such an entry at this moment?
    [[nodiscard]] Result<bool> contains(const K& key) const { return table_.contains(Codec<K>::encode(key)); }

    /// How many entries there are at this moment.
    [[nodiscard]] Result<std::size_t> size() const { return table_.size(); }

    /// Calls `visit(key, value)` for every entry, in no order, some hundred at a time. What is there from begin to end
    /// is visited, once or, while the map shrinks, twice; what comes or goes meanwhile may be. What `visit` throws
    /// reaches the caller.
    template <class F>
    [[nodiscard]] Result<void> for_each(F&& visit) const {
        return table_.for_each([&](std::string_view field, std::string_view bytes) {
            std::optional<K> key = Codec<K>::decode(field);
            std::optional<V> value = Codec<V>::decode(bytes);
            if (!key || !value) return false;
            visit(std::as_const(*key), std::as_const(*value));
            return true;
        });
    }

private:
    redis::HashTable table_;
};

/// Members are what a Codec knows. As Map in all else.
template <class T>
class Set {
public:
    /// `timeout`: for one call; RedisOptions::call_timeout otherwise.
    Set(Redis redis, Key key, Ttl ttl, std::optional<Timeout> timeout = std::nullopt)
        : table_(std::move(redis), std::move(key), ttl, timeout) {}

    /// False if it is there already.
    [[nodiscard]] Result<bool> insert(const T& member) { return table_.insert(Codec<T>::encode(member)); }

    /// True if it was there.
    [[nodiscard]] Result<bool> erase(const T& member) { return table_.erase(Codec<T>::encode(member)); }

    /// Is it there at this moment?
    [[nodiscard]] Result<bool> contains(const T& member) const { return table_.contains(Codec<T>::encode(member)); }

    /// How many members there are at this moment.
    [[nodiscard]] Result<std::size_t> size() const { return table_.size(); }

    /// Calls `visit(member)`; as Map::for_each.
    template <class F>
    [[nodiscard]] Result<void> for_each(F&& visit) const {
        return table_.for_each([&](std::string_view bytes) {
            std::optional<T> member = Codec<T>::decode(bytes);
            if (!member) return false;
            visit(std::as_const(*member));
            return true;
        });
    }

private:
    redis::MemberTable table_;
};

}  // namespace stateless
