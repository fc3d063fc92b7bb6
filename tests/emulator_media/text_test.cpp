// The prompt must be readable: it is broken into lines, fits, and is not cut off.
#include <gtest/gtest.h>

#include <algorithm>

#include "emulator/media/scene.hpp"
#include "emulator/media/text.hpp"
#include "emulator/media/voice.hpp"

namespace {

using namespace conch::emulator::media;

std::string joined(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

TEST(TextLayout, KeepsEveryWordAndBreaksBetweenThem) {
    const std::string prompt = "The quick brown fox jumps over the lazy dog and runs away into the deep dark forest";
    const auto block = layout_text(prompt, 300, 200, 24, 9);
    ASSERT_TRUE(block);
    EXPECT_EQ(joined(block->text), prompt);
    EXPECT_NE(block->text.find('\n'), std::string::npos);
    EXPECT_LE(block->width, 300);
    EXPECT_LE(block->height, 200);
}

TEST(TextLayout, TheLongestPromptFitsTheSmallestVideo) {
    std::string prompt;
    for (int i = 0; prompt.size() < 4990; ++i)
        prompt += "word" + std::to_string(i) + " ";
    prompt.pop_back();
    const auto block = layout_text(prompt, 912 * 9 / 10, 512 * 8 / 10, 36, 9);
    ASSERT_TRUE(block);
    EXPECT_EQ(joined(block->text), prompt);
}

TEST(TextLayout, WhatDoesNotFitEndsWithAnEllipsis) {
    const auto block = layout_text(std::string(50000, 'W'), 200, 100, 20, 9);
    ASSERT_TRUE(block);
    EXPECT_EQ(block->text.substr(block->text.size() - 3), "\xE2\x80\xA6");
    EXPECT_EQ(block->font_size, 9);
    EXPECT_LE(block->height, 100);
}

TEST(TextLayout, LineBreaksOfTheTextStay) {
    const auto block = layout_text("one\r\ntwo\n\nthree\n\n", 300, 200, 20, 9);
    ASSERT_TRUE(block);
    EXPECT_EQ(block->text, "one\ntwo\n\nthree");
}

TEST(TextLayout, ChineseBreaksWithoutSpaces) {
    std::string prompt;
    for (int i = 0; i < 60; ++i)
        prompt += "雪";
    const auto block = layout_text(prompt, 300, 200, 24, 9);
    ASSERT_TRUE(block);
    EXPECT_GE(std::count(block->text.begin(), block->text.end(), '\n'), 2);
}

TEST(TextLayout, NothingToDrawIsAnEmptyBlock) {
    for (const char* text : {"", " ", "\n\n", "\t", "\xE2\x80\x8B"}) {
        const auto block = layout_text(text, 300, 200, 24, 9);
        ASSERT_TRUE(block);
        EXPECT_EQ(block->text, "");
    }
}

// What is drawn must lie inside the panel that was measured for it.
TEST(TextLayout, DrawnTextKeepsTheMargins) {
    std::string words;
    for (int i = 0; i < 60; ++i)
        words += i % 3 == 0 ? "WWWW " : "Állj gyűjtő ";
    for (const int max_size : {12, 20, 33, 54}) {
        const auto panel = draw_panel("MODEL · 6 s", words, 800, 400, max_size);
        ASSERT_TRUE(panel);
        const AVFrame& frame = **panel;
        const int margin = 400 / 24 / 2;
        int inside = 0;
        for (int y = 0; y < frame.height; ++y) {
            for (int x = 0; x < frame.width; ++x) {
                const bool bright = frame.data[0][y * frame.linesize[0] + x] > 150;
                const bool at_edge =
                    x < margin || y < margin || x >= frame.width - margin || y >= frame.height - margin;
                inside += bright && !at_edge ? 1 : 0;
                ASSERT_FALSE(bright && at_edge) << x << "," << y << " at size " << max_size;
            }
        }
        EXPECT_GT(inside, 1000);
    }
}

TEST(SplitSpeech, PausesAndSentences) {
    const auto parts = split_speech("One. Two<#0.5#>three, 3.14!<#2#>");
    ASSERT_EQ(parts.size(), 5U);
    EXPECT_EQ(parts[0].text, "One.");
    EXPECT_EQ(parts[1].text, " Two");
    EXPECT_DOUBLE_EQ(parts[2].pause, 0.5);
    EXPECT_EQ(parts[3].text, "three, 3.14!");
    EXPECT_DOUBLE_EQ(parts[4].pause, 2);
}

TEST(SplitSpeech, BrokenMarksAreNoPauses) {
    for (const char* text :
         {"a<#0#>b", "a<#-1#>b", "a<##>b", "a<#x#>b", "a<#1", "a<#100#>b", "a<#1e1#>b", "a<#nan#>b", "a<#inf#>b"}) {
        for (const SpeechPart& part : split_speech(text))
            EXPECT_EQ(part.pause, 0) << text;
    }
}

TEST(SplitSpeech, PausesTogetherAreBounded) {
    std::string text;
    for (int i = 0; i < 500; ++i)
        text += "<#99.99#>";
    double sum = 0;
    for (const SpeechPart& part : split_speech(text))
        sum += part.pause;
    EXPECT_DOUBLE_EQ(sum, kMaxPauses);
}

TEST(SplitSpeech, NoPartIsLong) {
    for (const SpeechPart& part : split_speech(std::string(5000, 'a')))
        EXPECT_LE(part.text.size(), 210U);
    std::string chinese;
    for (int i = 0; i < 1600; ++i)
        chinese += "雪";
    for (const SpeechPart& part : split_speech(chinese))
        EXPECT_LE(part.text.size(), 170U);
}

}  // namespace
