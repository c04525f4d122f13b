// hiredis reads depth first, so an array may grow while it is filled: nobody points at its earlier elements any more.
// It thus never reserves what a length merely promises.
#include "redis/reader.h"

#include <algorithm>
#include <cstring>
#include <new>

#include <hiredis.h>

namespace stateless {

/// hiredis' callbacks. It is C: no exception may pass; a null pointer means that there was no memory.
struct ReplyBuilder {
    static Reply* place(const redisReadTask* task) {
        if (task->parent == nullptr) {
            auto* reply = static_cast<Reply*>(task->privdata);
            reply->elements_.clear();
            return reply;
        }
        return &static_cast<Reply*>(task->parent->obj)->elements_.emplace_back();
    }

    static void* text(const redisReadTask* task, char* bytes, std::size_t size) {
        try {
            Reply* reply = place(task);
            reply->type_ = task->type == REDIS_REPLY_ERROR    ? Reply::Type::error
                           : task->type == REDIS_REPLY_STATUS ? Reply::Type::status
                                                              : Reply::Type::text;
            reply->text_.assign(bytes, size);
            return reply;
        } catch (const std::exception&) {
            return nullptr;
        }
    }

    static void* array(const redisReadTask* task, int size) {
        try {
            Reply* reply = place(task);
            reply->type_ = Reply::Type::array;
            reply->elements_.reserve(static_cast<std::size_t>(std::clamp(size, 0, 1024)));
            return reply;
        } catch (const std::exception&) {
            return nullptr;
        }
    }

    static void* integer(const redisReadTask* task, long long value) {
        try {
            Reply* reply = place(task);
            reply->type_ = Reply::Type::integer;
            reply->integer_ = value;
            return reply;
        } catch (const std::exception&) {
            return nullptr;
        }
    }

    static void* nil(const redisReadTask* task) {
        try {
            Reply* reply = place(task);
            reply->type_ = Reply::Type::nil;
            return reply;
        } catch (const std::exception&) {
            return nullptr;
        }
    }

    // The reader owns what it builds.
    static void release(void*) {}
};

namespace redis {
namespace {

// hiredis takes it as if it might write to it, and does not.
redisReplyObjectFunctions* callbacks() {
    static const redisReplyObjectFunctions functions{ReplyBuilder::text, ReplyBuilder::array, ReplyBuilder::integer,
                                                     ReplyBuilder::nil, ReplyBuilder::release};
    return const_cast<redisReplyObjectFunctions*>(&functions);
}

}  // namespace

void Reader::Freed::operator()(redisReader* reader) const { redisReaderFree(reader); }

Reader::Reader() : reader_(redisReaderCreateWithFunctions(callbacks())) {
    if (!reader_) throw std::bad_alloc();
    reader_->privdata = &building_;
}

bool Reader::feed(const char* bytes, std::size_t size) {
    return redisReaderFeed(reader_.get(), bytes, size) == REDIS_OK;
}

Reader::Step Reader::next(Reply& reply) {
    void* read = nullptr;
    if (redisReaderGetReply(reader_.get(), &read) != REDIS_OK) return Step::broken;
    if (read == nullptr) return Step::more;
    reply = std::move(building_);
    return Step::reply;
}

std::size_t Reader::pending() const { return reader_->len - reader_->pos; }

std::string Reader::failure() const { return reader_->errstr; }

}  // namespace redis
}  // namespace stateless
