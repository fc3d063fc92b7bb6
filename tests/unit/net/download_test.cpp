#include "net/download.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <future>
#include <vector>

#include "net/part_file.hpp"
#include "support/loop_thread.hpp"
#include "support/tcp_server.hpp"
#include "support/temp_folder.hpp"

namespace conch::net {
namespace {

using test::exists;
using test::HttpRequest;
using test::LoopThread;
using test::Peer;
using test::read_file;
using test::TcpServer;
using test::TempFolder;
using test::write_file;

using DownloadResult = tl::expected<Downloaded, DownloadFailure>;

std::string patterned(std::size_t size, char seed) {
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<char>(static_cast<std::size_t>(seed) + i * 7 + i / 251);
    return bytes;
}

// An entity on a server that knows ranges as RFC 9110 asks, and can be told to break off.
struct ServedFile {
    std::string bytes;
    std::string etag = "\"one\"";
    std::string last_modified = {};
    bool knows_if_range = true;

    void answer(Peer& peer, const HttpRequest& request, std::size_t break_after = std::string::npos) const {
        std::string validators = "Content-Type: video/mp4\r\n";
        if (!etag.empty()) validators += "ETag: " + etag + "\r\n";
        if (!last_modified.empty()) validators += "Last-Modified: " + last_modified + "\r\n";
        std::size_t first = 0;
        const auto range = request.headers.find("range");
        const auto if_range = request.headers.find("if-range");
        const bool same =
            if_range == request.headers.end() || if_range->second == etag || if_range->second == last_modified;
        const bool partial = range != request.headers.end() && (same || !knows_if_range);
        if (partial) first = std::stoull(range->second.substr(6));
        if (partial && first >= bytes.size()) {
            peer.answer(416, "", "Content-Range: bytes */" + std::to_string(bytes.size()) + "\r\n");
            return;
        }
        std::string head = partial ? "HTTP/1.1 206 Partial\r\nContent-Range: bytes " + std::to_string(first) + "-" +
                                         std::to_string(bytes.size() - 1) + "/" + std::to_string(bytes.size()) + "\r\n"
                                   : "HTTP/1.1 200 OK\r\n";
        head += "Content-Length: " + std::to_string(bytes.size() - first) + "\r\n" + validators + "\r\n";
        peer.send(head + bytes.substr(first, break_after));
    }
};

class Downloads : public testing::Test {
  protected:
    DownloadRequest request_for(const TcpServer& server, const std::string& target = "/clip.mp4?sig=secret") const {
        DownloadRequest request;
        request.url = server.url(target);
        request.path = path_;
        request.retry_delay = Milliseconds(1);
        return request;
    }

    DownloadResult run(DownloadRequest request) {
        std::promise<DownloadResult> promise;
        thread_.on_loop([&] {
            start_download(thread_.loop(), std::move(request),
                           [&](DownloadResult result) { promise.set_value(std::move(result)); });
        });
        auto result = promise.get_future().get();
        if (result) {
            const auto named = PartFile::publish(result->path, result->path, true);
            EXPECT_TRUE(named) << named.error().message;
        }
        return result;
    }

    void expect_only_the_file(const std::string& bytes) const {
        EXPECT_EQ(read_file(path_), bytes);
        EXPECT_FALSE(exists(path_ + ".part"));
        EXPECT_FALSE(exists(path_ + ".part.meta"));
    }

    // What a program that died in the middle leaves behind.
    void leave_part(const TcpServer& server, const std::string& bytes, const std::string& etag, std::size_t total) {
        std::filesystem::create_directories(std::filesystem::path(path_).parent_path());
        write_file(path_ + ".part", bytes);
        write_file(path_ + ".part.meta", R"({"url":")" + server.url("/clip.mp4") + R"(","etag":")" + etag +
                                             R"(","lastModified":"","contentType":"video/mp4","total":)" +
                                             std::to_string(total) + "}");
    }

    TempFolder folder_;
    std::string path_ = folder_ / "海螺/clip.mp4";
    LoopThread thread_;
};

TEST_F(Downloads, arrive_whole_with_type_and_progress_in_a_folder_that_was_not_there) {
    const ServedFile entity{patterned(3'000'000, 'a')};
    TcpServer server(TcpServer::serve([&](Peer& peer, const HttpRequest& request) { entity.answer(peer, request); }));
    auto request = request_for(server);
    std::atomic<std::uint64_t> last{0};
    request.on_progress = [&](std::uint64_t done, std::uint64_t total) {
        EXPECT_GE(done, last.load());
        EXPECT_EQ(total, entity.bytes.size());
        last = done;
    };
    const auto result = run(std::move(request));
    ASSERT_TRUE(result) << result.error().error.message;
    EXPECT_EQ(result->path, path_);
    EXPECT_EQ(result->bytes, entity.bytes.size());
    EXPECT_EQ(result->content_type, "video/mp4");
    EXPECT_EQ(last, entity.bytes.size());
    expect_only_the_file(entity.bytes);
}

TEST_F(Downloads, that_break_off_go_on_where_they_stopped) {
    const ServedFile entity{patterned(1'000'000, 'a')};
    std::atomic<int> requests{0};
    std::vector<std::string> ranges;
    TcpServer server([&](Peer& peer) {
        if (const auto request = peer.read_request()) {
            ranges.push_back(request->headers.count("range") != 0 ? request->headers.at("range") : "");
            entity.answer(peer, *request, ++requests < 4 ? 250'000 : std::string::npos);
            peer.stop_sending();
        }
    });
    const auto result = run(request_for(server));
    ASSERT_TRUE(result) << result.error().error.message;
    expect_only_the_file(entity.bytes);
    EXPECT_EQ(ranges, (std::vector<std::string>{"", "bytes=250000-", "bytes=500000-", "bytes=750000-"}));
}

TEST_F(Downloads, go_on_after_the_program_died) {
    const ServedFile entity{patterned(100'000, 'a')};
    std::string range;
    std::string if_range;
    TcpServer server(TcpServer::serve([&](Peer& peer, const HttpRequest& request) {
        range = request.headers.count("range") != 0 ? request.headers.at("range") : "";
        if_range = request.headers.count("if-range") != 0 ? request.headers.at("if-range") : "";
        entity.answer(peer, request);
    }));
    leave_part(server, entity.bytes.substr(0, 40'000), R"(\"one\")", 100'000);
    const auto result = run(request_for(server, "/clip.mp4?sig=another"));
    ASSERT_TRUE(result) << result.error().error.message;
    EXPECT_EQ(range, "bytes=40000-");
    EXPECT_EQ(if_range, "\"one\"");
    EXPECT_EQ(result->content_type, "video/mp4");
    expect_only_the_file(entity.bytes);
}

TEST_F(Downloads, of_an_entity_that_changed_start_over) {
    for (const bool knows_if_range : {true, false}) {
        ServedFile entity{patterned(100'000, 'b'), "\"two\""};
        entity.knows_if_range = knows_if_range;
        TcpServer server(
            TcpServer::serve([&](Peer& peer, const HttpRequest& request) { entity.answer(peer, request); }));
        leave_part(server, patterned(40'000, 'a'), R"(\"one\")", 100'000);
        const auto result = run(request_for(server));
        ASSERT_TRUE(result) << result.error().error.message;
        expect_only_the_file(entity.bytes);
    }
}

TEST_F(Downloads, of_an_entity_that_changes_between_two_breaks_mix_nothing) {
    for (const bool knows_if_range : {true, false}) {
        ServedFile before{patterned(300'000, 'a'), "\"one\""};
        ServedFile after{patterned(300'000, 'b'), "\"two\""};
        before.knows_if_range = after.knows_if_range = knows_if_range;
        std::atomic<int> requests{0};
        TcpServer server([&](Peer& peer) {
            if (const auto request = peer.read_request()) {
                ++requests == 1 ? before.answer(peer, *request, 100'000) : after.answer(peer, *request);
                peer.stop_sending();
            }
        });
        const auto result = run(request_for(server));
        ASSERT_TRUE(result) << result.error().error.message;
        expect_only_the_file(after.bytes);
    }
}

TEST_F(Downloads, without_a_validator_are_never_continued) {
    const ServedFile entity{patterned(200'000, 'a'), ""};
    std::vector<std::string> ranges;
    std::atomic<int> requests{0};
    TcpServer server([&](Peer& peer) {
        if (const auto request = peer.read_request()) {
            ranges.push_back(request->headers.count("range") != 0 ? request->headers.at("range") : "");
            entity.answer(peer, *request, ++requests == 1 ? 50'000 : std::string::npos);
            peer.stop_sending();
        }
    });
    const auto result = run(request_for(server));
    ASSERT_TRUE(result) << result.error().error.message;
    expect_only_the_file(entity.bytes);
    EXPECT_EQ(ranges, (std::vector<std::string>{"", ""}));
}

TEST_F(Downloads, use_the_date_where_the_etag_is_weak) {
    ServedFile entity{patterned(200'000, 'a'), "W/\"one\"", "Sun, 06 Nov 1994 08:49:37 GMT"};
    std::string if_range;
    std::atomic<int> requests{0};
    TcpServer server([&](Peer& peer) {
        if (const auto request = peer.read_request()) {
            if (request->headers.count("if-range") != 0) if_range = request->headers.at("if-range");
            entity.answer(peer, *request, ++requests == 1 ? 50'000 : std::string::npos);
            peer.stop_sending();
        }
    });
    const auto result = run(request_for(server));
    ASSERT_TRUE(result) << result.error().error.message;
    EXPECT_EQ(if_range, entity.last_modified);
    expect_only_the_file(entity.bytes);
}

TEST_F(Downloads, that_lacked_only_their_name_ask_nobody) {
    const ServedFile entity{patterned(100'000, 'a')};
    TcpServer server(TcpServer::serve([&](Peer& peer, const HttpRequest& request) { entity.answer(peer, request); }));
    leave_part(server, entity.bytes, R"(\"one\")", entity.bytes.size());
    const auto result = run(request_for(server));
    ASSERT_TRUE(result) << result.error().error.message;
    expect_only_the_file(entity.bytes);
    EXPECT_EQ(server.connections(), 0);
}

TEST_F(Downloads, that_got_their_name_just_before_the_program_died_leave_nothing_else) {
    std::filesystem::create_directories(std::filesystem::path(path_).parent_path());
    write_file(path_, "all of it");
    write_file(path_ + ".part.meta", "{}");
    const auto named = PartFile::publish(path_, path_, false);
    EXPECT_TRUE(named) << named.error().message;
    expect_only_the_file("all of it");
    std::filesystem::remove(path_);
    const auto gone = PartFile::publish(path_, path_, false);
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().status, CONCH_E_DISK);
}

TEST_F(Downloads, of_unknown_length_that_were_all_here_end_with_the_416) {
    const ServedFile entity{patterned(100'000, 'a')};
    TcpServer server(TcpServer::serve([&](Peer& peer, const HttpRequest& request) { entity.answer(peer, request); }));
    leave_part(server, entity.bytes, R"(\"one\")", 0);
    const auto result = run(request_for(server));
    ASSERT_TRUE(result) << result.error().error.message;
    expect_only_the_file(entity.bytes);
    EXPECT_EQ(server.connections(), 1);
}

TEST_F(Downloads, with_more_here_than_the_server_has_start_over) {
    const ServedFile entity{patterned(100'000, 'a')};
    TcpServer server(TcpServer::serve([&](Peer& peer, const HttpRequest& request) { entity.answer(peer, request); }));
    leave_part(server, patterned(150'000, 'c'), R"(\"one\")", 0);
    const auto result = run(request_for(server));
    ASSERT_TRUE(result) << result.error().error.message;
    expect_only_the_file(entity.bytes);
}

TEST_F(Downloads, with_a_damaged_or_foreign_meta_start_over) {
    const ServedFile entity{patterned(100'000, 'a')};
    TcpServer server(TcpServer::serve([&](Peer& peer, const HttpRequest& request) { entity.answer(peer, request); }));
    for (const std::string& meta :
         {std::string("{"), std::string("[]"), std::string(), std::string(70'000, ' '),
          std::string(R"({"url":"http://elsewhere/clip.mp4","etag":"\"one\"","total":100000})"),
          std::string(R"({"etag":"\"one\"\r\nX: y","total":100000})")}) {
        leave_part(server, patterned(40'000, 'z'), R"(\"one\")", 100'000);
        write_file(path_ + ".part.meta", meta);
        const auto result = run(request_for(server));
        ASSERT_TRUE(result) << meta << result.error().error.message;
        expect_only_the_file(entity.bytes);
    }
}

TEST_F(Downloads, chunked_ones_have_no_length_and_are_whole_all_the_same) {
    TcpServer server(TcpServer::serve([&](Peer& peer, const HttpRequest&) {
        peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
    }));
    const auto result = run(request_for(server));
    ASSERT_TRUE(result) << result.error().error.message;
    EXPECT_EQ(result->bytes, 5U);
    expect_only_the_file("hello");
}

TEST_F(Downloads, of_an_expired_link_say_so_at_once_and_leave_nothing) {
    for (const int code : {403, 404, 410}) {
        std::atomic<int> requests{0};
        TcpServer server(TcpServer::serve([&](Peer& peer, const HttpRequest&) {
            ++requests;
            peer.answer(code, "<Error>token=abc</Error>");
        }));
        const auto result = run(request_for(server));
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().http_code, code);
        EXPECT_FALSE(result.error().cancelled);
        EXPECT_EQ(requests, 1);
        EXPECT_EQ(result.error().error.message.find("secret"), std::string::npos);
        EXPECT_FALSE(exists(path_ + ".part"));
        EXPECT_FALSE(exists(path_));
    }
}

TEST_F(Downloads, of_an_expired_link_keep_what_is_there_for_the_renewed_one) {
    const ServedFile entity{patterned(100'000, 'a')};
    std::atomic<bool> expired{true};
    std::string range;
    TcpServer server(TcpServer::serve([&](Peer& peer, const HttpRequest& request) {
        if (expired) return peer.answer(403, "");
        range = request.headers.count("range") != 0 ? request.headers.at("range") : "";
        entity.answer(peer, request);
    }));
    leave_part(server, entity.bytes.substr(0, 40'000), R"(\"one\")", 100'000);
    ASSERT_FALSE(run(request_for(server)));
    expired = false;
    ASSERT_TRUE(run(request_for(server)));
    EXPECT_EQ(range, "bytes=40000-");
    expect_only_the_file(entity.bytes);
}

TEST_F(Downloads, are_tried_a_bounded_number_of_times) {
    std::atomic<int> requests{0};
    TcpServer server(TcpServer::serve([&](Peer& peer, const HttpRequest&) {
        ++requests;
        peer.answer(503, "");
    }));
    const auto result = run(request_for(server));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().http_code, 503);
    EXPECT_EQ(requests, 6);
}

TEST_F(Downloads, from_a_busy_server_come_back_when_it_says) {
    const ServedFile entity{patterned(1'000, 'a')};
    std::vector<Clock::time_point> asked;
    TcpServer server(TcpServer::serve([&](Peer& peer, const HttpRequest& request) {
        asked.push_back(Clock::now());
        if (asked.size() == 1) return peer.answer(503, "", "Retry-After: 1\r\n");
        if (asked.size() == 2) return peer.answer(429, "", "Retry-After: soon\r\n");
        entity.answer(peer, request);
    }));
    ASSERT_TRUE(run(request_for(server)));
    ASSERT_EQ(asked.size(), 3U);
    EXPECT_GE(asked[1] - asked[0], std::chrono::seconds(1));
    expect_only_the_file(entity.bytes);
}

TEST_F(Downloads, that_gain_a_byte_a_try_end_too) {
    const ServedFile entity{patterned(1'000, 'a')};
    std::atomic<int> requests{0};
    TcpServer server([&](Peer& peer) {
        if (const auto request = peer.read_request()) {
            ++requests;
            entity.answer(peer, *request, 1);
            peer.stop_sending();
        }
    });
    const auto result = run(request_for(server));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().error.status, CONCH_E_NETWORK);
    EXPECT_EQ(requests, 30);
    EXPECT_EQ(read_file(path_ + ".part").size(), 30U);
}

TEST_F(Downloads, that_hit_a_full_disk_say_so) {
    const ServedFile entity{patterned(100'000, 'a')};
    std::atomic<int> requests{0};
    TcpServer server(TcpServer::serve([&](Peer& peer, const HttpRequest& request) {
        ++requests;
        entity.answer(peer, request);
    }));
    std::filesystem::create_directories(std::filesystem::path(path_).parent_path());
    std::filesystem::create_symlink("/dev/full", path_ + ".part");
    const auto result = run(request_for(server));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().error.status, CONCH_E_DISK);
    EXPECT_NE(result.error().error.message.find("No space left"), std::string::npos) << result.error().error.message;
    EXPECT_EQ(requests, 1);
    EXPECT_FALSE(exists(path_));
}

TEST_F(Downloads, that_cannot_be_written_ask_nobody) {
    const ServedFile entity{"x"};
    TcpServer server(TcpServer::serve([&](Peer& peer, const HttpRequest& request) { entity.answer(peer, request); }));
    write_file(folder_ / "file", "");
    auto request = request_for(server);
    request.path = folder_ / "file/below/clip.mp4";
    const auto result = run(std::move(request));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().error.status, CONCH_E_DISK);
    EXPECT_EQ(server.connections(), 0);
}

TEST_F(Downloads, of_one_path_never_run_twice) {
    const ServedFile entity{"x"};
    TcpServer server(TcpServer::serve([&](Peer& peer, const HttpRequest& request) { entity.answer(peer, request); }));
    leave_part(server, "", R"(\"one\")", 1);
    const int other = ::open((path_ + ".part").c_str(), O_RDWR | O_CLOEXEC);
    ASSERT_EQ(::flock(other, LOCK_EX), 0);
    const auto result = run(request_for(server));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().error.status, CONCH_E_BUSY);
    EXPECT_EQ(server.connections(), 0);
    ::close(other);
    EXPECT_TRUE(run(request_for(server)));
}

TEST_F(Downloads, refuse_a_redirect_and_a_strange_url) {
    TcpServer server(TcpServer::serve([&](Peer& peer, const HttpRequest&) {
        peer.answer(302, "", "Location: http://elsewhere.example/x?token=abc\r\n");
    }));
    auto result = run(request_for(server));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().error.status, CONCH_E_REDIRECT);
    EXPECT_EQ(result.error().http_code, 302);
    auto request = request_for(server);
    request.url = "file:///etc/passwd";
    result = run(std::move(request));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().error.status, CONCH_E_ARGUMENT);
    EXPECT_FALSE(exists(path_));
}

TEST_F(Downloads, that_are_cancelled_keep_what_is_there) {
    const ServedFile entity{patterned(1'000'000, 'a')};
    TcpServer server([&](Peer& peer) {
        if (const auto request = peer.read_request()) {
            entity.answer(peer, *request, 300'000);
            peer.ignore_until_closed();
        }
    });
    std::promise<DownloadResult> promise;
    std::promise<void> begun;
    std::shared_ptr<Download> download;
    auto request = request_for(server);
    bool first = true;
    request.on_progress = [&](std::uint64_t, std::uint64_t) {
        if (std::exchange(first, false)) begun.set_value();
    };
    thread_.on_loop([&] {
        download = start_download(thread_.loop(), std::move(request),
                                  [&](DownloadResult result) { promise.set_value(std::move(result)); });
    });
    begun.get_future().get();
    thread_.on_loop([&] {
        cancel_download(*download);
        cancel_download(*download);
    });
    const auto result = promise.get_future().get();
    ASSERT_FALSE(result);
    EXPECT_TRUE(result.error().cancelled);
    EXPECT_EQ(result.error().error.status, CONCH_E_CANCELLED);
    EXPECT_GT(read_file(path_ + ".part").size(), 0U);
    EXPECT_TRUE(exists(path_ + ".part.meta"));
    EXPECT_FALSE(exists(path_));
}

TEST_F(Downloads, can_be_cancelled_before_they_begin_and_between_two_tries) {
    TcpServer server(TcpServer::serve([&](Peer& peer, const HttpRequest&) { peer.answer(503, ""); }));
    std::promise<DownloadResult> before;
    thread_.on_loop([&] {
        const auto download = start_download(thread_.loop(), request_for(server),
                                             [&](DownloadResult result) { before.set_value(std::move(result)); });
        cancel_download(*download);
    });
    EXPECT_TRUE(before.get_future().get().error().cancelled);
    EXPECT_EQ(server.connections(), 0);

    std::promise<DownloadResult> between;
    std::shared_ptr<Download> resting;
    auto request = request_for(server);
    request.retry_delay = Milliseconds(3'600'000);
    thread_.on_loop([&] {
        resting = start_download(thread_.loop(), std::move(request),
                                 [&](DownloadResult result) { between.set_value(std::move(result)); });
    });
    // Once the refused request is out of the loop's hands the download rests.
    while (server.connections() == 0 || thread_.on_loop([&] { return thread_.loop().transfers(); }) != 0) {
    }
    thread_.on_loop([&] { cancel_download(*resting); });
    EXPECT_TRUE(between.get_future().get().error().cancelled);
}

}  // namespace
}  // namespace conch::net
