// What the analyser knows about the world outside the user's program: frameworks' request roots, databases, caches,
// exempt types. All of it is data in rules/models/**/*.json, checked against rules/schema/model.schema.json; users add
// their own in the same format. Names are globs over qualified names without template arguments
// ("crow::*::operator()").
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace stateless::lint {

class JsonDocument;

/// Where serving code begins: a callable handed to a call, an overriding method, or methods of a given base class.
struct RootModel {
    /// Glob of the registering call's name; callables among its arguments are roots. Exactly one of call, override,
    /// base, template_argument_of is set.
    std::string call;
    /// Glob of a library's virtual method: every overrider in user code is a root.
    std::string override_of;
    /// Glob of a library class: `methods` of user classes deriving from it (also indirectly) are roots.
    std::string base;
    /// Glob of a class template: `methods` of the user classes given to it are roots (crow::App<Middleware>).
    std::string template_argument_of;
    std::vector<std::string> methods;  // globs of unqualified names
    std::string kind;                  // route, rpc, middleware, message, connection, timer, background, coroutine,
                                       // callback
    std::string default_method;        // what the framework takes where the code names none
    std::string http_method;           // "GET"; empty: taken from literals in the call's chain, else unknown
    int path_argument = -1;            // argument holding the route's path; -1: the first text in the call's chain
    int class_path_argument = -1;      // argument that says whether the class's name ("/api/v1/User") precedes the path
    /// Sibling member whose body or initialiser has the method and path: "initPathRouting", "Z__INFO_{}". "{}" is what
    /// the method's glob matched, "{class}" the class's own name; the enclosing class is looked at too.
    std::string described_by;
    bool per_route = false;         // a middleware of the routes that ask for it, not of all
    bool generated = false;         // a macro writes the method: paths do not show it
    bool also_for_clients = false;  // clients do this too: it shows no server (set for all roots of such a model)
};

/// A call of interest to a rule of arguments: a database connect, a cache write, a response header.
struct SinkModel {
    std::string call;  // glob
    /// What it is: db-connect, db-query, cache-write, cache-expire, cache-count, redis-command, response-header,
    /// response-status, read (data source: file listing, upstream call), upstream-connect (a client of another server),
    /// broker-connect (of a message broker), address (a socket's address), region (a cloud's region), token (a random
    /// or unique text), session-use, session-write, publish.
    std::string kind;
    std::string system;     // postgres, mysql, mongodb, redis, memcached, http, ...
    int dsn_argument = -1;  // a URL or keyword string
    int host_argument = -1;
    int port_argument = -1;
    int key_argument = -1;
    int ttl_argument = -1;
    bool ttl_zero_is_forever = false;      // memcached: 0 means "never expires"
    int name_argument = -1;                // header name, or the setting's
    std::vector<std::string> names;        // globs: only settings of these names, where there are any
    int value_argument = -1;               // header value; status for response-status
    int format_argument = -1;              // printf-like format, its values follow (hiredis)
    int argv_argument = -1;                // argc precedes it
    bool port_defaults_to_direct = false;  // port 0, or none given, is the direct port (MySQL)
    int path_argument = -1;                // the file that is written or removed
    int from_argument = -1;                // the file that is copied or moved to the path
    int mode_argument = -1;                // how a file is opened: fopen's text, or bits
    int write_bits = 0;                    // a mode with one of these bits writes
    int update_bits = 0;                   // a mode with one of these may write: only what follows tells
    int handle_argument = -1;              // the open file that is written to
    int output_argument = -1;              // where random bytes or a new key arrive; -1: they are returned
    std::string gives = "connection";      // of a db-connect: connection, pool (its own), settings (opens nothing)
    int file_argument = -1;                // the file of an embedded database
    int pool_size_argument = -1;           // the most connections of a pool
    int query_argument = -1;               // the statement that a db-query sends
    int options_argument = -1;             // what the server is to set for the session (libpq's options)
    std::string session_feature;           // what the call asks of the session: "a prepared statement", "LISTEN"
};

/// A named set of globs a rule may ask about.
struct TypeModel {
    std::string name;  // glob of the type's qualified name
    /// exempt (no application state), connection (a live client), request (lives for one request), container, map,
    /// queue, handle (a client or framework object), lock, metric, logger, pool, clock, random, any, callable,
    /// coroutine (a call returns it before its body runs), process_lifetime (the framework creates one for the
    /// process); limiter, session and broadcast (throttles clients, keeps their sessions, hands messages on to them, in
    /// this process); database_connection (one connection, for one user at a time), embedded_database (a database in a
    /// file, opened by this process).
    std::string kind;
};

/// A purpose shown by the words in a name: tokens of an identifier, lower case ("CAsyncLog" -> c async log).
struct LexiconModel {
    std::string
        purpose;  // logger, metric, pool, cache, rate-limiter, session, test, infrastructure, authentication, ...
    std::vector<std::string> tokens;  // any of these; "a+b" wants both, adjacent, in this order
};

/// One model file.
struct Model {
    std::string name;
    std::filesystem::path file;
    /// Globs of path tails that are this library's, even when vendored ("httplib.h"), unless the file declares only
    /// what is in none of `namespaces`; what begins with '*' ("*.pb.h") is, whatever it declares.
    std::vector<std::string> headers;
    std::vector<std::string> namespaces;  // "crow": entities inside are library code
    std::vector<RootModel> roots;
    std::vector<SinkModel> sinks;
    std::vector<TypeModel> types;
    std::vector<LexiconModel> lexicon;
    /// Clients make this model's registrations and serving calls too: only listen_calls show a server.
    bool also_for_clients = false;
    std::vector<std::string> serving_calls;         // main() serves from here on: "httplib::Server::listen"
    std::vector<std::string> wait_calls;            // a loop around these serves: "accept", "epoll_wait"
    std::vector<std::string> counted_wait_calls;    // wait calls whose second argument says for how many: "poll"
    std::vector<std::string> gcc_macros;            // what the library defines under gcc, but not under our parser
    std::vector<std::string> sleep_calls;           // a loop around these does something over and over: "sleep"
    std::vector<std::string> listen_calls;          // only servers make these: "listen", "accept"
    std::vector<std::string> peer_io_calls;         // a descriptor handed to one belongs to a peer: "recv", "send"
    std::vector<std::string> peer_read_calls;       // read from the descriptor of a peer: "recv", "read"
    std::vector<std::string> outgoing_calls;        // connect to a server behind: "connect"
    std::vector<std::string> own_descriptor_calls;  // give a descriptor that leads to no client: "open", "eventfd"
    std::vector<std::string> once_calls;            // callables run once: "std::call_once"
    std::vector<std::string> synchronous_calls;     // callables run before the call returns: "std::sort"
    std::vector<std::string> startup_callbacks;     // callables that are no serving code: "std::atexit", CLI parsers
    std::vector<std::string> reading_methods;  // members without effect on the object though not const: "std::*::find"
    std::vector<std::string> writing_methods;  // members that change the object: "std::map::operator[]"
    std::vector<std::string> inserting_methods;  // writing methods that add elements
    std::vector<std::string> removing_methods;
    std::vector<std::string> clock_calls;
    std::vector<std::string> pure_calls;             // their result follows from their arguments: strtod, std::pow
    std::vector<std::string> log_calls;              // printing and logging: a literal handed to one is text for people
    std::vector<std::string> compare_calls;          // starts_with, strcmp, ...
    std::vector<std::string> environment_calls;      // getenv: its value is outside configuration
    std::vector<std::string> forwarding_calls;       // return (a view of) their argument: std::move, std::string, c_str
    std::vector<std::string> formatting_calls;       // printf-like or {}-like: format argument first, then values
    std::vector<std::string> allocating_calls;       // return new memory: malloc, strdup
    std::vector<std::string> random_calls;           // their argument is a random number engine's state: rand_r
    std::vector<std::string> peer_send_calls;        // send to a peer: send, SSL_write
    std::vector<std::string> peer_address_calls;     // the address of the TCP peer: a getter, or a library's field
    std::vector<std::string> forwarded_headers;      // lower case; a proxy says in one of them who the client is
    std::vector<std::string> streaming_calls;        // the response goes on without end, or is made piece by piece
    std::vector<std::string> disconnect_calls;       // a peer is gone after one: close, shutdown
    std::vector<std::string> database_close_calls;   // close a connection that stays an object: PQfinish
    std::vector<std::string> embedded_drivers;       // lower case: how a client is told that its database is a file
    std::vector<std::string> processor_count_calls;  // how many processors there are
    std::vector<std::string> pool_size_keys;         // lower case: a pool's size in a DSN or JSON, "maxpoolsize"
};

/// All models, ready to be asked. Immutable after load; safe to share between threads.
class Models {
public:
    /// Knows nothing: every question is answered with no.
    Models() = default;

    /// Reads every *.json under `folder`, in name order, and then takes the `extra` ones. The schema is the one beside
    /// the folder, ../schema/model.schema.json. Throws Misuse (file:line: reason) on bad JSON, a schema violation, an
    /// unknown key, a glob that matches nothing or everything, or a name that is taken.
    static Models load(const std::filesystem::path& folder, const std::vector<JsonDocument>& extra);
    static Models load(const std::filesystem::path& folder);

    /// The given models, for tests and for hosts that bring their own; `digest` stands for their content.
    static Models of(std::vector<Model> files, std::string digest = "");

    const std::vector<Model>& files() const { return files_; }

    /// True if `path` (of a header or source) is named as a modelled library's files are; own files may be, too. A
    /// source is only where a glob says what its name ends in: a program's own pqxx/main.cpp is no part of pqxx/*.
    bool is_library_file(const std::string& path) const;
    /// True if its ending says that a modelled library's compiler made it ("*.pb.h").
    bool is_generated_file(const std::string& path) const;
    /// True if the qualified name lies in a modelled library's namespace.
    bool is_library_name(const std::string& qualified) const;

    /// Any of the lists above, over all files: matches(&Model::serving_calls, "httplib::Server::listen").
    bool matches(std::vector<std::string> Model::* list, const std::string& qualified) const;
    /// A call that begins to serve and that only servers make.
    bool shows_serving(const std::string& qualified_call) const;
    bool is_type(const std::string& qualified, const std::string& kind) const;
    /// A type of any kind.
    bool is_type(const std::string& qualified) const;
    /// True if the words of the identifier's last component tell the purpose; for a class, ask with the class's name.
    bool suggests(const std::string& identifier, const std::string& purpose) const;
    std::vector<const SinkModel*> sinks(const std::string& qualified_call) const;
    std::vector<const RootModel*> roots_by_call(const std::string& qualified_call) const;
    std::vector<const RootModel*> roots_by_override(const std::string& qualified_method) const;
    std::vector<const RootModel*> roots() const;

    /// A digest of all the content, part of the facts' version.
    const std::string& digest() const { return digest_; }

private:
    struct Index;

    std::vector<Model> files_;
    std::string digest_;
    std::shared_ptr<const Index> index_;  // positions in files_, so that copies may share it
};

/// fnmatch without special '/' treatment: '*' any run, '?' one character, everything else itself.
bool glob_match(const std::string& pattern, const std::string& text);

/// "CAsyncLog::m_nCount" -> words of the last component: {"m","n","count"}.
std::vector<std::string> words_of(const std::string& identifier);

}  // namespace stateless::lint
